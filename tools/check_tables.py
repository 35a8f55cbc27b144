#!/usr/bin/env python3
"""Check the knowledge tables of countries, seats, bodies, places and outlets: columns, ids, codes, kinds, coordinates, and that no
form is claimed by two rows of one table. People, offices and roles: check_know.py.

Usage: check_tables.py [DATA-DIR]   (default: data beside tools/). Prints each fault; exit status 1 if there is any.
"""
import re
import sys

from tables import SECTORS, fault, folder, table, tell

PLACE = 'name aliases country admin lat lon kind population ambiguous to'
COLUMNS = {
    'countries.tsv': 'code alpha2 fips name aliases english lat lon ambiguous pair',
    'seats.tsv': 'name aliases country sector kind lat lon ambiguous',
    'orgs.tsv': 'id name aliases code sector other ambiguous',
    'places.tsv': PLACE,
    'cities.tsv': PLACE,
    'communes.tsv': PLACE,
    'outlets.tsv': 'domain name aliases country kind dates ambiguous',
}
NO_STATE = {'IGO', 'UNO', 'EUR', 'NGO', 'ISM', 'IMG', 'MNC'}
KINDS = {
    'seats.tsv': {'capital', 'building'},
    'outlets.tsv': {'newspaper', 'agency', 'tv', 'radio', 'web'},
}
PLACES = set('city province district commune sea strait gulf river island mountain region airport port base building'.split())


def listed(cell):
    return cell.split('|') if cell else []


def check_listed(file, rows):
    for row in rows:
        if any(not f or f != f.strip() for c in ('aliases', 'ambiguous', 'pair') for f in listed(row.get(c, ''))):
            fault(file, row['line'], 'empty form or space at its edge')


def check_point(file, row):
    if bool(row['lat']) != bool(row['lon']):
        fault(file, row['line'], 'one of lat and lon is missing')
    elif row['lat'] and not (abs(float(row['lat'])) <= 90 and abs(float(row['lon'])) <= 180):
        fault(file, row['line'], f"no point of the earth: {row['lat']} {row['lon']}")


def check_forms(file, rows, key):
    """Each form once in a row; by two rows only if their keys differ; ambiguous ones are forms of the row."""
    claims = {}
    for row in rows:
        forms = [row['name']] + listed(row['aliases'])
        for form in sorted({f for f in forms if forms.count(f) > 1}):
            fault(file, row['line'], f'{form} twice in one row')
        for form in set(forms):
            other = claims.setdefault((form, key(row)), row)
            if other is not row:
                fault(file, row['line'], f"{form} is claimed by line {other['line']} too")
        if row['ambiguous'] != '1':
            for form in set(listed(row['ambiguous'])) - set(forms):
                fault(file, row['line'], f'ambiguous {form} is no form of the row')


def check(data):
    tables = {name: table(data, name, columns) for name, columns in COLUMNS.items()}
    codes = {}
    for row in tables['countries.tsv']:
        here = ('countries.tsv', row['line'])
        if not re.fullmatch('[A-Z]{3}', row['code']) or not re.fullmatch('[A-Z]{2}', row['alpha2']):
            fault(*here, f"code {row['code']} {row['alpha2']}")
        if row['code'] in codes:
            fault(*here, f"code {row['code']} twice")
        codes[row['code']] = row
        if not row['name'] or not row['english']:
            fault(*here, 'no name')
    ids = set()
    for row in tables['orgs.tsv']:
        here = ('orgs.tsv', row['line'])
        if not re.fullmatch('org:[a-z0-9]+(-[a-z0-9]+)*', row['id']) or row['id'] in ids:
            fault(*here, f"bad id, or twice: {row['id']}")
        ids.add(row['id'])
        if row['code'] and row['code'] not in codes and row['code'] not in NO_STATE:
            fault(*here, f"unknown code {row['code']}")
        for sector in listed(row['sector']) + listed(row['other']):
            if sector not in SECTORS:
                fault(*here, f'unknown sector {sector}')
        if '|' in row['sector']:
            fault(*here, 'more than one sector; the others go into other')
    for file in ('seats.tsv', 'places.tsv', 'cities.tsv', 'communes.tsv', 'outlets.tsv'):
        for row in tables[file]:
            if row['country'] and row['country'] not in codes and row['country'] not in NO_STATE:
                fault(file, row['line'], f"unknown country {row['country']}")
            if row['kind'] not in KINDS.get(file, PLACES):
                fault(file, row['line'], f"unknown kind {row['kind']}")
            if row.get('to') and not re.fullmatch(r'\d{4}(-\d\d(-\d\d)?)?', row['to']):
                fault(file, row['line'], f"bad date {row['to']}")
    for row in tables['seats.tsv']:
        if row['sector'] not in SECTORS:
            fault('seats.tsv', row['line'], f"unknown sector {row['sector']}")
    for row in tables['outlets.tsv']:
        if row['dates'] not in ('', '/', '-', '.'):
            fault('outlets.tsv', row['line'], f"sign of dates {row['dates']}")
    domains = [row['domain'] for row in tables['outlets.tsv']]
    for row in tables['outlets.tsv']:
        if domains.count(row['domain']) > 1:
            fault('outlets.tsv', row['line'], f"{row['domain']} twice")
    for file, rows in tables.items():
        check_listed(file, rows)
        if file not in ('orgs.tsv', 'outlets.tsv'):
            for row in rows:
                check_point(file, row)
        if file not in ('cities.tsv', 'communes.tsv'):  # there the best known of a name wins
            check_forms(file, rows, (lambda row: row['country']) if file == 'places.tsv' else (lambda row: ''))
    return tables


if __name__ == '__main__':
    sys.exit(tell(check(folder())))

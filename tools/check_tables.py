#!/usr/bin/env python3
"""Check the knowledge tables of countries, seats, bodies, places and outlets: columns, ids, codes, kinds, coordinates, and that no
form is claimed by two rows of one table. People, offices and roles: check_know.py.

Usage: check_tables.py [DATA-DIR]   (default: data beside tools/). Prints each fault; exit status 1 if there is any.
"""
import os
import re
import sys
import unicodedata

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
SECTORS = set('COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC'.split())
NO_STATE = {'IGO', 'UNO', 'EUR', 'NGO', 'ISM', 'IMG', 'MNC'}
KINDS = {
    'seats.tsv': {'capital', 'building'},
    'outlets.tsv': {'newspaper', 'agency', 'tv', 'radio', 'web'},
}
PLACES = set('city province district commune sea strait gulf river island mountain region airport port base building'.split())

faults = []


def fault(file, line, text):
    faults.append(f'{file}:{line}: {text}')


def listed(cell):
    return cell.split('|') if cell else []


def table(data, name):
    rows, header = [], None
    with open(os.path.join(data, name), encoding='utf-8') as stream:
        for number, raw in enumerate(stream, 1):
            raw = raw.rstrip('\n')
            if not raw or raw.startswith('#'):
                continue
            if raw != unicodedata.normalize('NFC', raw):
                fault(name, number, 'not NFC')
            cells = raw.split('\t')
            if header is None:
                header = cells
                if header != COLUMNS[name].split():
                    fault(name, number, f'columns are not {COLUMNS[name]}')
                    break
                continue
            if len(cells) != len(header):
                fault(name, number, f'{len(cells)} cells, not {len(header)}')
                continue
            row = dict(zip(header, cells), line=number)
            if any(c != c.strip() for c in cells):
                fault(name, number, 'space at the edge of a cell')
            if any(not f or f != f.strip() for c in ('aliases', 'ambiguous', 'pair') for f in listed(row.get(c, ''))):
                fault(name, number, 'empty form or space at its edge')
            rows.append(row)
    return rows


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
    tables = {name: table(data, name) for name in COLUMNS}
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
        if file not in ('orgs.tsv', 'outlets.tsv'):
            for row in rows:
                check_point(file, row)
        if file not in ('cities.tsv', 'communes.tsv'):  # there the best known of a name wins
            check_forms(file, rows, (lambda row: row['country']) if file == 'places.tsv' else (lambda row: ''))
    return tables


def main():
    tables = check(sys.argv[1] if len(sys.argv) > 1 else
                   os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data'))
    for text in faults:
        print(text)
    print(', '.join(f'{len(rows)} {name[:-4]}' for name, rows in tables.items()) + f', {len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())

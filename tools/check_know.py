#!/usr/bin/env python3
"""Check the knowledge tables of people: ids, countries, dates, and that no two people hold one top office on one day.

Usage: check_know.py [DATA-DIR]   (default: data beside tools/). Prints each fault; exit status 1 if there is any.
"""
import re
import sys

import check_tables
from tables import SECTORS, fault, folder, table, tell

COLUMNS = {
    'people.tsv': 'id name aliases country gender short known',
    'offices.tsv': 'person role country org sector from to',
    'roles.tsv': 'title aliases sector rank class takes',
    'epithets.tsv': 'phrase role country org',
}
DATE = re.compile(r'\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')
SINGULAR = {'head-of-state', 'head-of-government', 'foreign-minister', 'defence-minister'}
# Titles of those classes that name something less than the office itself.
NOT_THE_OFFICE = {'Tổng thống đắc cử', 'Thủ tướng đắc cử', 'Nguyên thủ', 'Cố vấn Nhà nước', 'Nhà lãnh đạo', 'Nhà lãnh đạo lâm thời',
                  'Nhà lãnh đạo quân đội', 'Chủ tịch Ủy ban Quốc vụ', 'Chủ tịch Đoàn Chủ tịch', 'Bộ trưởng Chiến tranh', 'Đồng Tổng thống'}
OPEN_FROM, OPEN_TO = '0000-00-00', '9999-99-99'


def first_day(date):
    return (date + '-01-01')[:10] if len(date) == 4 else (date + '-01')[:10] if date else OPEN_FROM


def last_day(date):
    return date + '-12-31' if len(date) == 4 else date + '-31' if len(date) == 7 else date or OPEN_TO


def certain(row):
    """The days on which the holder surely held: an inexact bound counts at its inner end."""
    begin = last_day(row['from']) if row['from'] else OPEN_FROM
    end = first_day(row['to']) if row['to'] else OPEN_TO
    return begin, end


def check_people(people, countries, lands):
    ids = {}
    for row in people:
        here = ('people.tsv', row['line'])
        if not re.fullmatch(r'per:[a-z0-9]+(-[a-z0-9]+)*', row['id']):
            fault(*here, f"bad id {row['id']}")
        if row['id'] in ids:
            fault(*here, f"id {row['id']} twice, first in line {ids[row['id']]['line']}")
        ids[row['id']] = row
        if row['country'] and not re.fullmatch('[A-Z]{3}', row['country']) or countries and row['country'] and row['country'] not in countries:
            fault(*here, f"unknown country {row['country']}")
        if row['gender'] not in ('m', 'f', ''):
            fault(*here, f"gender {row['gender']}")
        if row['known'] not in list('12345'):
            fault(*here, f"known {row['known']}")
        names = [row['name']] + [a for a in row['aliases'].split('|') if a]
        if not row['name'] or len(set(names)) != len(names):
            fault(*here, 'empty or repeated name')
        if not row['short']:
            fault(*here, 'no short form')
        for short in set(row['short'].split('|')) & lands:
            fault(*here, f'short form {short} is a country')
    return ids


def check_offices(offices, people, roles, countries, orgs):
    titles = {}
    for role in roles:
        for title in [role['title']] + role['aliases'].split('|'):
            titles[title.lower()] = role

    def role_of(text):
        words = text.lower().split(' ')
        if words[0] in ('quyền', 'phó') and ' '.join(words[:2]) not in titles:
            words = words[1:]
        for length in range(len(words), 0, -1):
            found = titles.get(' '.join(words[:length]))
            if found:
                return found
        return None

    held = {}
    for row in offices:
        here = ('offices.tsv', row['line'])
        if row['person'] not in people:
            fault(*here, f"unknown person {row['person']}")
        if row['country'] and countries and row['country'] not in countries:
            fault(*here, f"unknown country {row['country']}")
        if row['sector'] not in SECTORS | {''}:
            fault(*here, f"sector {row['sector']}")
        if orgs and row['org'].startswith('org:') and row['org'] not in orgs:
            fault(*here, f"unknown body {row['org']}")
        for key in ('from', 'to'):
            if row[key] and not DATE.match(row[key]):
                fault(*here, f'bad date {row[key]}')
        if row['from'] and row['to'] and first_day(row['from']) > last_day(row['to']):
            fault(*here, f"from {row['from']} after to {row['to']}")
        role = role_of(row['role']) if titles else None
        if titles and not role:
            fault(*here, f"role {row['role']} is not in roles.tsv")
        elif role and role['class'] in SINGULAR and not row['role'].startswith('Phó') and row['country'] and row['org'] \
                and not row['org'].startswith('Bộ '):
            fault(*here, f"{row['role']} of {row['org']} is not the one of {row['country']}: leave the country empty")
        elif role and role['class'] in SINGULAR and role['title'] not in NOT_THE_OFFICE and not row['role'].startswith('Phó') \
                and row['country']:
            # An acting holder stands beside a suspended one, so "Quyền …" is an office of its own.
            key = (row['country'], row['role'].replace(' lâm thời', ''))
            held.setdefault(key, []).append(row)
    for (country, title), rows in held.items():
        rows.sort(key=certain)
        for at, one in enumerate(rows):
            for two in rows[at + 1:]:
                if one['person'] != two['person'] and certain(one)[1] > certain(two)[0] and certain(two)[1] > certain(one)[0] \
                        and certain(one)[0] < certain(one)[1] and certain(two)[0] < certain(two)[1]:
                    fault('offices.tsv', two['line'], f"{title} {country}: {two['person']} {two['from']}..{two['to']} overlaps "
                          f"{one['person']} {one['from']}..{one['to']}")


def check_aliases(people, offices):
    """One full spelling may name two people only if one is better known or their times in office do not meet."""
    time = {}
    for row in offices:
        begin, end = time.get(row['person'], (OPEN_TO, OPEN_FROM))
        time[row['person']] = min(begin, first_day(row['from'])), max(end, last_day(row['to']))
    claims = {}
    for row in people.values():
        for name in {row['name']} | set(row['aliases'].split('|')) - {''}:
            claims.setdefault(name, []).append(row)
    for name, rows in claims.items():
        for at, one in enumerate(rows):
            for two in rows[at + 1:]:
                a, b = (time.get(r['id'], (OPEN_FROM, OPEN_TO)) for r in (one, two))
                if one['known'] == two['known'] and a[0] <= b[1] and b[0] <= a[1]:
                    fault('people.tsv', two['line'], f"{name} is claimed by {one['id']} and {two['id']}, both known {one['known']}")


def check_roles(roles):
    seen = {}
    for row in roles:
        here = ('roles.tsv', row['line'])
        for title in [row['title']] + [a for a in row['aliases'].split('|') if a]:
            if title.lower() in seen:
                fault(*here, f'{title} twice, first in line {seen[title.lower()]}')
            seen[title.lower()] = row['line']
        if row['rank'] not in list('123456789'):
            fault(*here, f"rank {row['rank']}")
        if row['sector'] not in SECTORS | {''}:
            fault(*here, f"sector {row['sector']}")
        if row['takes'] not in ('country', 'org', 'both', 'none'):
            fault(*here, f"takes {row['takes']}")


def main():
    data = folder()
    tables = {name: table(data, name, columns) for name, columns in COLUMNS.items()}
    people, offices, roles, epithets = tables.values()
    states = table(data, 'countries.tsv', check_tables.COLUMNS['countries.tsv'])
    countries = {row['code'] for row in states}
    lands = {name for row in states for name in [row['name']] + row['aliases'].split('|')}
    orgs = {row['id'] for row in table(data, 'orgs.tsv', check_tables.COLUMNS['orgs.tsv'])}
    check_roles(roles)
    ids = check_people(people, countries, lands)
    check_offices(offices, ids, roles, countries, orgs)
    check_aliases(ids, offices)
    for row in epithets:
        if row['country'] and row['country'] not in countries:
            fault('epithets.tsv', row['line'], f"unknown country {row['country']}")
    return tell(tables)


if __name__ == '__main__':
    sys.exit(main())

"""The tables of data/ as the checks read them, and what they find wrong."""
import os
import sys
import unicodedata

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data')
SECTORS = set('COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC'.split())

faults = []


def fault(file, line, text):
    faults.append(f'{file}:{line}: {text}')


def table(data, name, columns):
    """Rows of a table as dicts with 'line'; faults for a wrong encoding, width or header, for space at the edge of a cell."""
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
                if header != columns.split():
                    fault(name, number, f'columns are not {columns}')
                    break
                continue
            if len(cells) != len(header):
                fault(name, number, f'{len(cells)} cells, not {len(header)}')
                continue
            if any(c != c.strip() for c in cells):
                fault(name, number, 'space at the edge of a cell')
            rows.append(dict(zip(header, cells), line=number))
    return rows


def tell(tables):
    """Prints the faults and how many rows there are of each table; the exit status."""
    for text in faults:
        print(text)
    print(', '.join(f'{len(rows)} {name[:-4]}' for name, rows in tables.items()) + f', {len(faults)} faults')
    return 1 if faults else 0


def folder():
    """The folder that is asked for, else data beside tools/."""
    return sys.argv[1] if len(sys.argv) > 1 else DATA

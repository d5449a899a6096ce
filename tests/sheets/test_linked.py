"""Linked data and reference formats, read by programs that are not ours."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from urllib.parse import urlsplit

import bibtexparser
import docx
import openpyxl
import prov.model
import pypdf
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft202012Validator
from lxml import etree
from rdflib import RDF, SDO, Graph, URIRef

from claims.sheets import render
from tests.sheets import material as m
from tests.sheets.test_text import HOSTILE, hostile

# of rdflib's own reader, which still uses a class that rdflib gives up
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

IRI = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"}
ANNOTATION = {
    "description": "What the W3C Web Annotation Data Model says an annotation MUST be.",
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing", "tagging"]},
        "generated": {"pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "value"],
                "properties": {"type": {"const": "TextualBody"}},
            },
        },
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["type", "source", "selector"],
                "properties": {
                    "source": IRI,
                    "selector": {
                        "prefixItems": [
                            {
                                "required": ["start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 1},
                                },
                            },
                            {
                                "required": ["exact"],
                                "properties": {
                                    "type": {"const": "TextQuoteSelector"},
                                    "exact": {"minLength": 1},
                                    "prefix": {"maxLength": 32},
                                    "suffix": {"maxLength": 32},
                                },
                            },
                        ],
                        "items": False,
                    },
                },
            },
        },
    },
}


def annotations(sheet):
    collection = json.loads(render(sheet, "annotation"))
    items = collection["first"]["items"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(items)
    return items


def test_every_annotation_is_what_the_w3c_model_demands():
    validator = Draft202012Validator(ANNOTATION)
    items = annotations(m.sheet()) + annotations(hostile())
    for item in items:
        validator.validate(item)
        urlsplit(item["target"][0]["source"])


def test_both_selectors_of_a_target_find_the_same_words():
    texts = {record.content: record.text for record in m.LISTED}
    for item in annotations(m.sheet()):
        for target in item["target"]:
            position, quote = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            text = next(t for t in texts.values() if around in t)
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.index(around) + len(quote["prefix"]) == position["start"]


def test_the_collection_becomes_rdf_without_the_network():
    whole = json.loads(render(m.sheet(), "annotation"))
    # a stand-in for the W3C's context, which would have to be fetched
    whole["@context"] = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}
    graph = Graph().parse(data=json.dumps(whole), format="json-ld")
    kinds = URIRef("http://www.w3.org/ns/oa#Annotation")
    assert len(set(graph.subjects(RDF.type, kinds))) == whole["total"]


@pytest.mark.parametrize("make", [m.sheet, hostile])
def test_prov_is_read_by_a_prov_library_and_keeps_its_agents(make):
    data = render(make(), "prov")
    read = prov.model.ProvDocument.deserialize(io.BytesIO(data), format="json")
    kinds = {type(record).__name__ for record in read.get_records()}
    assert {"ProvEntity", "ProvActivity", "ProvAgent", "ProvDerivation"} <= kinds
    again = prov.model.ProvDocument.deserialize(
        content=read.serialize(format="json"), format="json"
    )
    assert again == read
    assert read.get_provn()


def test_prov_names_the_reviewer_and_derives_each_claim_from_its_document():
    read = prov.model.ProvDocument.deserialize(io.BytesIO(render(m.sheet(), "prov")), format="json")
    agents = {str(a.label) for a in read.get_records(prov.model.ProvAgent)}
    assert {"M. Kell", "Halyard News Agency"} <= agents
    derived = list(read.get_records(prov.model.ProvDerivation))
    assert len(derived) == 2 * len(m.LISTED) + 2 * len(m.sheet().disagreements)


@pytest.mark.parametrize("make", [m.sheet, hostile])
def test_schema_org_uses_no_term_that_schema_org_does_not_have(make):
    graph = Graph().parse(data=render(make(), "schema"), format="json-ld")
    terms = {p for p in graph.predicates() if p != RDF.type} | set(graph.objects(None, RDF.type))
    for term in terms:
        assert str(term).startswith(str(SDO))
        assert term in SDO
    claims = set(graph.subjects(RDF.type, SDO.Claim))
    assert len(claims) == len(make().entries)


def test_schema_org_calls_direct_words_a_quotation_of_their_speaker():
    graph = Graph().parse(data=render(m.sheet(), "schema"), format="json-ld")
    quoted = {str(graph.value(q, SDO.text)) for q in graph.subjects(RDF.type, SDO.Quotation)}
    assert quoted == {
        e.words for e in m.sheet().entries if e.claim.attribution.quotation == "direct"
    }
    for claim in graph.subjects(RDF.type, SDO.Claim):
        assert graph.value(claim, SDO.appearance) is not None


def test_csl_json_is_taken_by_a_csl_processor_without_a_warning():
    items = json.loads(render(m.sheet(), "csl"))
    read = CiteProcJSON(items)
    assert ["".join(read[i["id"]].title) for i in items] == [i["title"] for i in items]


LIVE = "https://courier.example.com/1"
COPY = f"https://web.archive.org/web/20240310/{LIVE}"


def fetched():
    """A sheet of one undated document that was fetched from the web and archived."""
    seen = m.document(
        m.COURIER.path, published=None, url=LIVE, accessed="2024-03-11", archived=COPY
    )
    return m.sheet([m.claim(seen, ["Fourteen"])], [])


def csl_terms(pattern: str) -> set[str]:
    """Return the words of the official schema of styles, as citeproc-py ships it."""
    schema = files("citeproc").joinpath("data/schema/schemas/styles/csl.rng").read_bytes()
    space = {"r": "http://relaxng.org/ns/structure/1.0"}
    found = etree.fromstring(schema).xpath(f"//r:define[{pattern}]//r:value", namespaces=space)
    return {value.text for value in found}


@pytest.mark.parametrize("make", [m.sheet, hostile, fetched])
def test_csl_json_has_only_types_and_variables_of_the_official_schema(make):
    types = csl_terms("@name='item-types'")
    names = csl_terms("@name='variables.names'")
    dates = csl_terms("@name='variables.dates'")
    plain = csl_terms("@name='variables.strings' or @name='variables.titles'")
    for found in json.loads(render(make(), "csl")):
        assert found["type"] in types
        assert found.keys() - {"id", "type"} <= names | dates | plain
        for key in found.keys() & names:
            assert all(n.keys() in ({"family", "given"}, {"literal"}) for n in found[key])
        for key in found.keys() & dates:
            (parts,) = found[key]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
        assert all(isinstance(found[key], str) for key in found.keys() & plain)


def test_access_date_and_archived_copy_are_in_every_reference_format():
    sheet = fetched()
    (csl,) = json.loads(render(sheet, "csl"))
    assert csl["accessed"] == {"date-parts": [[2024, 3, 11]]}
    assert (csl["archive"], csl["archive_location"]) == ("Internet Archive", COPY)
    (bib,) = bibtexparser.parse_string(render(sheet, "bib").decode()).entries
    assert bib["urldate"] == "2024-03-11"
    assert bib["note"] == f"n.d.; Archived 2024-03-10 at \\url{{{COPY}}}"
    (ris,) = rispy.loads(render(sheet, "ris").decode())
    assert (ris["access_date"], ris["name_of_database"]) == ("2024/03/11", "Internet Archive")
    assert f"AV  - {COPY}" in render(sheet, "ris").decode()
    graph = Graph().parse(data=render(sheet, "schema"), format="json-ld")
    assert [str(at) for at in graph.objects(None, SDO.archivedAt)] == [COPY]
    read = prov.model.ProvDocument.deserialize(io.BytesIO(render(sheet, "prov")), format="json")
    assert len(list(read.get_records(prov.model.ProvAlternate))) == 1
    assert "2024-03-11" in read.get_provn()


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf", "xlsx", "csv", "json"])
def test_access_date_and_archived_copy_are_in_every_sheet_that_people_read(form):
    if form == "docx":
        shown = "".join(
            p.text for p in docx.Document(io.BytesIO(render(fetched(), form))).paragraphs
        )
    elif form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(render(fetched(), form))).pages
        shown = "".join(page.extract_text() for page in pages).replace("\n", "")
    elif form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(render(fetched(), form)))
        shown = " ".join(str(c) for page in book for row in page.values for c in row)
    else:
        shown = render(fetched(), form).decode()
    assert "20240310/https://courier.example.com/1" in shown
    assert "2024-03-11" in shown


@pytest.mark.parametrize("make", [m.sheet, hostile])
def test_bibtex_is_read_back_by_a_bibtex_parser(make):
    text = render(make(), "bib").decode()
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert len(library.entries) == len(make().bibliography)
    for entry, reference in zip(library.entries, make().bibliography, strict=True):
        title = str(entry["title"]).strip("{}")
        assert title.replace("''", '"') == reference.document.title


def test_bibtex_keeps_apart_two_documents_of_one_author_and_year():
    two = m.document(m.COURIER.path, title="Another", id="other")
    claims = [
        m.NEVER_OPENED,
        m.claim(two, ["Fourteen"], said_by=("Karsk", "Henno Karsk", m.PERSON)),
    ]
    library = bibtexparser.parse_string(render(m.sheet(claims, []), "bib").decode())
    assert [e.key for e in library.entries] == ["vollenstrom2023", "vollenstrom2023-2"]


@pytest.mark.parametrize("make", [m.sheet, hostile])
def test_ris_is_read_back_by_a_ris_reader(make):
    records = rispy.loads(render(make(), "ris").decode())
    documents = [r.document for r in make().bibliography]
    assert [r["title"] for r in records] == [" ".join(d.title.split()) for d in documents]
    assert [r["secondary_title"] for r in records] == [d.source for d in documents]
    assert [r.get("year") for r in records] == [d.published and d.published[:4] for d in documents]
    assert [len(r.get("authors", [])) for r in records] == [len(d.authors) for d in documents]


def test_names_are_the_same_in_every_sheet():
    one, two = annotations(m.sheet()), annotations(m.sheet(title="Other"))
    assert {a["id"] for a in one} == {a["id"] for a in two}
    assert HOSTILE not in one[0]["id"]

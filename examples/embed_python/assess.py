"""Assesses facts against the pack for ISO/IEC 27001 A.5.4 and writes the assessment as JSON:

    python assess.py facts.json > assessment.json
"""
import pathlib
import sys

import assay

try:
    pack = assay.load_pack("iso27001-2022-a5.4")
    facts = assay.Facts.from_json(pathlib.Path(sys.argv[1]), pack=pack)
    assessment = assay.assess(pack, facts)
except assay.AssayError as refusal:
    sys.exit(str(refusal))  # Every fault with its place.
sys.stdout.buffer.write(assessment.to_json().encode())

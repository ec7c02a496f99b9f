"""A DICOMweb client made of urllib and pydicom: stores, searches, retrieves, and compares in tags and pixels.

python3 pydicom_peer.py ORIGIN BASE: ORIGIN is where the source listens, BASE what its addresses begin with in answers.
Each comparison that held is a line; the first that does not ends the program.
"""

import io
import json
import sys
import urllib.parse
import urllib.request

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless, CTImageStorage

ORIGIN, BASE = sys.argv[1:3]
STUDY = "1.2.826.0.1.3680043.9.1"
SERIES = STUDY + ".1"
FRAMES = numpy.array([[[i + 1000 * f + 40 * row for i in range(32)] for row in range(24)] for f in range(3)], dtype="<u2") * 7
DECODED = 'multipart/related; type="application/octet-stream"; transfer-syntax=' + ExplicitVRLittleEndian
# What the file meta says and a data set does not, and what only the pixels' encoding changes.
ENCODING = {"PixelData"}


def image(number, syntax):
    image = Dataset()
    image.file_meta = FileMetaDataset()
    image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image.file_meta.MediaStorageSOPClassUID = CTImageStorage
    image.is_little_endian, image.is_implicit_VR = True, False
    image.SpecificCharacterSet = ["", "ISO 2022 IR 87"]
    image.SOPClassUID = CTImageStorage
    image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = "%s.%d" % (SERIES, number)
    image.StudyDate, image.StudyTime, image.Modality = "20260301", "101500.25", "CT"
    image.AccessionNumber, image.StudyID = "A100", ""
    image.PatientName, image.PatientID = "Yamada^Tarou=山田^太郎=やまだ^たろう", "4711"
    image.StudyInstanceUID, image.SeriesInstanceUID, image.InstanceNumber = STUDY, SERIES, number
    image.ImageOrientationPatient = [1, 0, 0, 0, "0.707106", "-7.07E-1"]
    image.add_new(0x00189087, "FD", 1 / 3)
    image.add_new(0x00280009, "AT", 0x00181063)
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "T-D1100", "SRT", "頭"
    image.AnatomicRegionSequence = [code, Dataset()]
    block = image.private_block(0x0099, "XDSI PEER", create=True)
    block.add_new(1, "UN", b"\x00\xff\x10\x20")
    block.add_new(2, "SL", [-5, 6])
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.NumberOfFrames, image.Rows, image.Columns = FRAMES.shape
    image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 16, 15, 0
    image.add_new(0x7FE00010, "OW", FRAMES.tobytes())
    if syntax != ExplicitVRLittleEndian:
        image.compress(syntax)
    return image


def written(dataset):
    file = io.BytesIO()
    dataset.save_as(file, write_like_original=False)
    return file.getvalue()


def call(path, accept, body=None, content_type=None):
    url = path.replace(BASE, ORIGIN) if path.startswith(BASE) else ORIGIN + path
    headers = {"Accept": accept}
    if content_type:
        headers["Content-Type"] = content_type
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as answer:
        return answer.headers.get("Content-Type", ""), answer.read()


def parts(content_type, body):
    """Of a multipart body, cut at its boundary as RFC 2046 says: content types with bytes."""
    boundary = content_type.split("boundary=")[1].split(";")[0].strip('"').encode()
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    assert pieces[-1].startswith(b"--"), "the last boundary is the last"
    for piece in pieces[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode("ascii").strip().split("\r\n"))
        yield lines["Content-Type"], content


def same(got, sent, less=frozenset()):
    def elements(dataset):
        return {e.tag: e for e in dataset if e.keyword not in less}

    ours, theirs = elements(got), elements(sent)
    assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
    for tag, element in theirs.items():
        assert ours[tag].VR == element.VR, (tag, ours[tag].VR, element.VR)
        if element.VR == "SQ":
            assert len(ours[tag].value) == len(element.value), tag
            for one, other in zip(ours[tag].value, element.value):
                same(one, other)
        else:
            assert ours[tag].value == element.value, (tag, ours[tag].value, element.value)


def same_file(content, sent, syntax):
    got = pydicom.dcmread(io.BytesIO(content))
    assert got.file_meta.TransferSyntaxUID == syntax, got.file_meta.TransferSyntaxUID
    same(got, sent, ENCODING)
    assert (got.pixel_array == FRAMES).all(), "pixels differ"


def held(what):
    print(what, flush=True)


sent = {1: image(1, ExplicitVRLittleEndian), 2: image(2, RLELossless)}
by_uid = {dataset.SOPInstanceUID: dataset for dataset in sent.values()}
body = b""
for dataset in sent.values():
    body += b"\r\n--mark\r\nContent-Type: application/dicom\r\n\r\n" + written(dataset)
kind, answer = call(
    "/dicom-web/studies",
    "application/dicom+json",
    body + b"\r\n--mark--\r\n",
    'multipart/related; type="application/dicom"; boundary=mark',
)
stored = Dataset.from_json(json.loads(answer) if not answer.startswith(b"[") else json.loads(answer)[0])
assert [item.ReferencedSOPInstanceUID for item in stored.ReferencedSOPSequence] == list(by_uid), stored
assert "FailedSOPSequence" not in stored
held("stow-rs: both stored")

kind, answer = call("/dicom-web/studies?PatientID=4711", "application/dicom+json")
(found,) = [Dataset.from_json(item) for item in json.loads(answer)]
assert found.StudyInstanceUID == STUDY and found.NumberOfStudyRelatedInstances == 2, found
assert found.PatientName == sent[1].PatientName, found.PatientName
held("qido-rs: the study with the name in three scripts")

kind, answer = call("/dicom-web/studies/%s/instances?InstanceNumber=2&includefield=Rows" % STUDY, "application/dicom+json")
(found,) = [Dataset.from_json(item) for item in json.loads(answer)]
assert found.SOPInstanceUID == SERIES + ".2" and found.Rows == 24, found
held("qido-rs: one instance")

kind, answer = call("/dicom-web/studies/" + STUDY, 'multipart/related; type="application/dicom"; transfer-syntax=*')
files = list(parts(kind, answer))
assert len(files) == 2, len(files)
for part, content in files:
    original = by_uid[pydicom.dcmread(io.BytesIO(content)).SOPInstanceUID]
    same_file(content, original, original.file_meta.TransferSyntaxUID)
    assert pydicom.dcmread(io.BytesIO(content)).PixelData == original.PixelData
held("wado-rs: the study as it was sent")

PATHS = {number: "/dicom-web/studies/%s/series/%s/instances/%s.%d" % (STUDY, SERIES, SERIES, number) for number in sent}
for number, path in PATHS.items():
    for syntax in (ExplicitVRLittleEndian, ImplicitVRLittleEndian):
        kind, content = call(path, "application/dicom; transfer-syntax=" + syntax)
        # An unknown private creator's VR does not survive Implicit VR.
        got, original = pydicom.dcmread(io.BytesIO(content)), sent[number]
        assert got.file_meta.TransferSyntaxUID == syntax
        if syntax == ExplicitVRLittleEndian:
            same(got, original, ENCODING)
        assert (got.pixel_array == FRAMES).all(), "pixels differ"
held("wado-rs: instances, uncompressed")

kind, answer = call("/dicom-web/studies/%s/metadata" % STUDY, "application/dicom+json")
fetched = []


def bulk(tag, vr, uri):
    """Compressed pixels come as their frames, decoded where that is asked for."""
    kind, answer = call(uri, DECODED)
    fetched.append(int(tag, 16) if isinstance(tag, str) else int(tag))
    return b"".join(content for part, content in parts(kind, answer))


for item in json.loads(answer):
    got = Dataset.from_json(item, bulk_data_uri_handler=bulk)
    original = by_uid[got.SOPInstanceUID]
    # All text is in UTF-8 there (PS3.18 F.2), whatever it was.
    same(got, original, ENCODING | {"SpecificCharacterSet"})
    assert got.PixelData == FRAMES.tobytes(), (got.SOPInstanceUID, len(got.PixelData), FRAMES.nbytes)
assert fetched.count(0x7FE00010) == 2, fetched
held("wado-rs: metadata with bulk data")

for number, path in PATHS.items():
    kind, answer = call(path + "/frames/1,3", DECODED)
    frames = [numpy.frombuffer(content, dtype="<u2").reshape(24, 32) for part, content in parts(kind, answer)]
    assert (numpy.array(frames) == FRAMES[[0, 2]]).all(), "frames differ"
held("wado-rs: frames")

for number in sent:
    query = {"requestType": "WADO", "studyUID": STUDY, "seriesUID": SERIES, "objectUID": "%s.%d" % (SERIES, number)}
    query["contentType"] = "application/dicom"
    kind, content = call("/wado?" + urllib.parse.urlencode(query), "*/*")
    assert kind.startswith("application/dicom"), kind
    got = pydicom.dcmread(io.BytesIO(content))
    same(got, sent[number], ENCODING)
    assert (got.pixel_array == FRAMES).all(), "pixels differ"
held("wado-uri: instances")

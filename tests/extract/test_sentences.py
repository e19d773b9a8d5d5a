"""Sentences end where people end them."""

from __future__ import annotations

import pytest

from extract.sentences import split_sentences

CASES = [
    ("vi", "Năm 2023 có 31 tổ chức. Giá trị đạt 4,9 triệu USD.", 2),
    ("vi", "Hội nghị tại TP. Hồ Chí Minh đã họp. Mọi việc xong.", 2),
    ("vi", "Theo GS. Trần, việc này tốt", 1),
    ("vi", "Có 1.094 tỷ đồng được trao", 1),
    ("vi", "1. Công tác vận động. 2. Công tác quản lý.", 2),
    ("id", "Nilainya Rp. 380.000.000 untuk desa itu. Selesai.", 2),
    ("id", "Keputusan No. 58 tentang kegiatan. Provinsi Lang Son .", 2),
    ("ms", "Beliau berkata demikian! Apa lagi? Tamat.", 3),
    ("ms", "Baris satu\nBaris dua", 2),
    ("vi", "Đã nhận...  nhưng chưa đủ.", 1),
    ("vi", "Ông A. Nguyễn nói. Rồi đi.", 2),
    ("vi", "", 0),
    ("vi", "Theo PGS. TS. Trần Văn An, việc này tốt.", 1),
    ("vi", "Có mặt tại buổi lễ là ThS. Lê Thị Hoa, BS. Vũ Nam và KS. Đỗ Bình.", 1),
    ("vi", "Sách của Nxb. Trẻ, tr. 12, đã in.", 1),
    ("ms", "Syarikat Maju Sdn. Bhd. Ipoh dan Prof. Aminah hadir.", 1),
    ("ms", "Dr. Ahmad, Tn. Hj. Ali, Pn. Siti dan Mohd. Nor ke Jln. Ampang No. 5.", 1),
    ("ms", "IPOH, 17 Dis. 2010 - Sebanyak 28 NGO hadir. Tamat.", 2),
    ("ms", "Ia bermula pada Jun. Sebanyak 28 NGO hadir.", 2),
    ("ms", "Ambulans St. John tiba.", 1),
    ("id", "Dr. Hj. Siti, Prof. Ir. H. Ali dan Drs. Budi hadir.", 1),
    ("id", "PT. Maju Tbk. Jakarta dan CV. Jaya di Jl. Sudirman, Kab. Bogor.", 1),
    ("id", "RS St. Carolus menerima tamu.", 1),
    ("ms", "Bil.   Pertubuhan   Jumlah", 1),
    ("ms", "Sudah selesai.   Majlis tamat.", 2),
    ("vi", "Y tế ........ 118", 1),
    ("id", "Entahlah..... Menurut dia, belum.", 2),
    ("id", "a. Beasiswa : 21,4", 1),
    ("id", "Hibah: NU: Rp 5 miliar; PMI: Rp 2 miliar.", 3),
    ("en", "Guests of Vina Co. Hanoi came. They left.", 2),
    ("id", "Ketua forum, Muh. Ilyas, dan Moh. Nur datang.", 1),
    ("id", "Hadir Drg. Ratna, Dra. Wati, Ust. Umar dan KH. Said.", 1),
    ("id", "Warga Kel. Sukun di Kec. Sukun dan Kep. Seribu datang.", 1),
    ("ms", "Hjh. Aminah dan Ust. Umar dari Kg. Baru, Sg. Buloh, Tg. Malim dan Bt. Pahat hadir.", 1),
    (
        "vi",
        "Đoàn đến TX. Long Khánh, TT. Lagi; cùng đi có LM. Trần Văn An, HT. Thích Minh và ĐĐ. Thích An.",
        1,
    ),
    ("id", "Direktur Yayasan, dr. Ratna, dan drg. Wati hadir.", 1),
    ("vi", "Khách là Dr. Brown, Mr. Smith, Mrs. Jones và đoàn Bệnh viện St. Paul.", 1),
]


@pytest.mark.parametrize(("lang", "text", "count"), CASES)
def test_a_text_has_so_many_sentences(lang: str, text: str, count: int) -> None:
    spans = list(split_sentences(text, 0, len(text), lang))
    assert len(spans) == count
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)

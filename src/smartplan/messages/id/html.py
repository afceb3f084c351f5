"""Kata-kata halaman di peramban, dalam bahasa Indonesia."""

TEXTS = {
    "html.skip": "Langsung ke isi",
    "html.made": "Dibuat dengan smartplan {version} pada {day}",
    "html.contents": "Daftar isi",
    "html.filter": "Tampilkan hanya baris yang memuat",
    "html.since": "Perubahan sejak {commit}",
}

"""Kata-kata anotasi, ringkasan job, dan bentuk lain untuk situs repositori, dalam bahasa Indonesia."""

TEXTS = {
    "ci.left-out": "GitHub menampilkan paling banyak {most} anotasi per tingkat; yang tidak tampil di sini: {counts}. Semuanya ada di ringkasan job (--summary) dan di terminal.",
    "ci.sarif.root": "Folder teratas repositori.",
    "ci.validate": "Pemeriksaan rencana",
    "ci.cut": "Dipotong di sini, karena GitHub menerima paling banyak 1 MiB. Di terminal, `smartplan` menampilkan semuanya.",
    "ci.full": "ringkasan job sudah penuh (GitHub menerima 1 MiB per langkah), jadi tidak ada yang ditambahkan",
}

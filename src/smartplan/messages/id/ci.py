"""Kata-kata anotasi, ringkasan pekerjaan, dan bentuk lain untuk tempat repositori, dalam bahasa Indonesia."""

TEXTS = {
    "ci.left-out": "GitHub menampilkan {most} anotasi per tingkat; yang tidak tampil di sini: {counts}. Semuanya ada di ringkasan pekerjaan (--summary) dan di terminal.",
    "ci.sarif.root": "Folder teratas repositori.",
    "ci.validate": "Pemeriksaan rencana",
    "ci.cut": "Dipotong di sini, karena GitHub menerima paling banyak 1 MiB. Di terminal `smartplan` menampilkan semuanya.",
    "ci.full": "ringkasan pekerjaan sudah penuh (GitHub menerima 1 MiB dari satu langkah), jadi tidak ada yang ditambahkan",
}

"""Kata-kata anotasi, ringkasan job, dan bentuk lain untuk situs repositori, dalam bahasa Indonesia."""

TEXTS = {
    "ci.left-out": "GitHub menampilkan paling banyak {most} anotasi per tingkat; yang tidak tampil di sini: {counts}. Semuanya ada di ringkasan job (--summary) dan di terminal.",
    "ci.junit.unread": "tidak dapat dibaca",
    "ci.junit.sound": "diperiksa, tidak ada temuan",
    "ci.junit.same": "tidak ada yang berubah",
    "ci.sarif.root": "Folder teratas repositori.",
    "ci.validate": "Pemeriksaan rencana",
    "ci.cut": "Dipotong di sini, karena GitHub tidak menerima lebih banyak. Di terminal, `smartplan` menampilkan semuanya.",
    "ci.full": "ringkasan job sudah penuh (GitHub menerima 1 MiB per langkah), jadi tidak ada yang ditambahkan",
}

"""Kata-kata daftar program yang lama tidak diubah, dalam bahasa Indonesia."""

TEXTS = {
    "stale.title": "Perubahan terakhir program {city}, rencana {revision}",
    "stale.title.before": "Program {city}, rencana {revision}, yang tidak diubah sejak {day}",
    "stale.balance": "{n} dari {of} program, yang paling lama tidak diubah lebih dahulu.",
    "stale.balance.all": "{of} program, yang paling lama tidak diubah lebih dahulu.",
    "stale.none": "Setiap program diubah sejak {day}.",
    "stale.none.all": "Rencana ini tidak memuat program.",
    "stale.what": "Yang dihitung adalah perubahan isi program. Tata letak, komentar, id baru, dan pengalihan ke revisi berikutnya tidak dihitung.",
    "stale.shallow": "Salinan repositori ini tidak memuat commit yang lebih lama. Tentang {n} program hanya diketahui bahwa perubahan terakhirnya lebih lama daripada riwayat di sini; `git fetch --unshallow` mengambil selebihnya.",
    "stale.column.change": "perubahan terakhir",
    "stale.column.days": "hari lalu",
    "stale.column.commit": "commit",
    "stale.column.oldest": "paling lama",
    "stale.before-history": "sebelum {day}",
    "stale.at-least": "lebih dari {n}",
    "stale.uncommitted": "belum di-commit",
    "stale.by-programme": "Menurut program",
    "stale.by-agency": "Menurut perangkat daerah",
    "stale.no-agency": "(tidak ada)",
}

"""Words of `config`, in Indonesian."""

TEXTS = {
    "config.title": "Pengaturan repositori ini",
    "config.title.of": "Pengaturan repositori ini, untuk {path}",
    "config.none": "Tidak ada `smartplan.toml` dari folder ini sampai puncak repositori, sehingga nilai bawaan berlaku. Cara menulisnya ada di docs/settings.id.md.",
    "config.left-out": "SMARTPLAN_SETTINGS bernilai 0, sehingga pengaturan repositori tidak dipakai.",
    "config.column.name": "pengaturan",
    "config.column.value": "nilai",
    "config.column.origin": "ditetapkan oleh",
    "config.column.default": "bawaan",
    "config.unset": "belum diatur",
    "config.origin.option": "opsi {where}",
    "config.origin.environment": "variabel {where}",
    "config.origin.locale": "bahasa sistem ({where})",
    "config.origin.default": "bawaan",
    "config.off": "Dinonaktifkan di {path}: {rules} ({n:temuan|temuan} tidak ditampilkan).",
}

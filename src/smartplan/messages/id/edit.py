"""Kata-kata perintah yang menyunting rencana, dalam bahasa Indonesia."""

TEXTS = {
    "edit.nothing": "Tidak ada yang berubah di {path}.",
    "edit.refused": "Tidak ada yang ditulis: rencana akan mendapat {n:galat|galat} yang sebelumnya tidak ada. Perbaiki perubahannya, atau tulis dengan --force.",
    "edit.would": "Tidak ada yang ditulis (--dry-run); {path} akan berubah seperti di atas.",
    "edit.done": "{path} ditulis.",
    "edit.draft.title": "Rancangan baru: {path}",
    "edit.draft.decisions": "Yang harus diputuskan",
    "edit.draft.nothing": "Tidak ada yang tersisa untuk diputuskan.",
    "edit.draft.no-period": "Periode rencana: tuliskan di `period`",
    "edit.draft.outside": "{n:program|program} tidak direncanakan untuk tahun mana pun dalam periode: beri `years` baru, atau hentikan",
    "edit.draft.missions": "{n:program|program} harus diselaraskan dengan misi RPJMD baru; sampai kini mendukung:",
    "edit.draft.no-missions": "Misi RPJMD: tuliskan di `rpjmd.missions`, lalu selaraskan programnya",
    "edit.draft.input": "Masukan {ref} masih terbuka: {text}",
    "edit.draft.record": "`record: {record}` ikut terbawa; tulis `official` bila ini naskah kota sendiri",
    "edit.would-create": "Tidak ada yang ditulis (--dry-run); {path} akan dibuat.",
    "edit.confirm.none": "diff tidak mengusulkan ganti nama; tidak ada yang perlu dikonfirmasi.",
    "edit.confirm.head": "{n} dari {of}: nama {percent} % mirip",
    "edit.confirm.question": "Apakah {old} berlanjut sebagai {new}? [y]a, [t]idak, [k]eluar: ",
    "edit.confirm.yes": "y ya",
    "edit.confirm.quit": "k keluar q",
}

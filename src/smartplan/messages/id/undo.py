"""Kata-kata `undo`, dalam bahasa Indonesia."""

TEXTS = {
    "undo.takes-back": "`smartplan undo {revs}` membatalkannya.",
    "undo.not-kept": "Perubahan ini tidak dapat dibatalkan: {why}",
    "undo.refused": "Tidak ada yang dibatalkan: rencana akan mendapat {n:kesalahan|kesalahan} yang sebelumnya tidak ada. Perbaiki rencananya dulu, atau batalkan dengan --force.",
    "undo.done": "Dibatalkan: {command} ({time}).",
    "undo.would": "Tidak ada yang ditulis (--dry-run); yang akan dibatalkan: {command} ({time}).",
    "undo.nothing": "Tidak ada yang perlu dibatalkan: {command} ({time}) tidak meninggalkan perubahan di berkasnya.",
    "undo.file.as-left": "{path}: kembali seperti sebelum perintah itu.",
    "undo.file.edited": "{path}: tanpa perubahan dari perintah itu; perubahan sesudahnya di baris lain dipertahankan.",
    "undo.file.nothing": "{path}: tidak ada yang perlu dibatalkan; isinya sudah seperti sebelum perintah itu.",
    "undo.file.removed": "{path}: dihapus, karena dibuat oleh perintah itu.",
    "undo.list.title": "Perintah yang dapat dibatalkan, mulai dari yang terakhir",
    "undo.list.none": "Tidak ada perintah yang tersimpan untuk folder atau berkas ini.",
    "undo.list.when": "Waktu",
    "undo.list.command": "Perintah",
    "undo.list.files": "Berkas",
    "undo.list.state": "Dapat dibatalkan",
    "undo.state.as-left": "ya",
    "undo.state.edited": "ya; baris lain disunting sesudahnya",
    "undo.state.nothing": "tidak ada yang perlu dibatalkan",
    "undo.state.same-lines": "tidak; hasilnya diubah lagi sesudahnya",
}

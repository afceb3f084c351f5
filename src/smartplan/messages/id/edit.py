"""Kata-kata perintah yang menyunting rencana, dalam bahasa Indonesia."""

TEXTS = {
    "edit.nothing": "Tidak ada yang berubah di {path}.",
    "edit.refused": "Tidak ada yang ditulis: rencana akan mendapat {n:galat|galat} yang sebelumnya tidak ada. Perbaiki perubahannya, atau tulis dengan --force.",
    "edit.would": "Tidak ada yang ditulis (--dry-run); {path} akan berubah seperti di atas.",
    "edit.done": "{path} ditulis.",
}

"""The six dimensions and eighteen sub-dimensions of the ministry's instrument.

Source: Kominfo letter B-1384/DJAI/AI.01.04/12/2023, section D. English in the instrument's words where it has them.
"""

from typing import Final

from smartplan.plan.profile import Profile, ProfileDimension

PROFILE: Final = Profile(
    title={"id": "Kominfo: enam dimensi", "en": "Kominfo: six dimensions"},
    about={
        "id": "enam dimensi dan delapan belas subdimensi menurut instrumen Kominfo",
        "en": "the six dimensions and eighteen sub-dimensions of the ministry's instrument",
    },
    dimensions={
        "governance": ProfileDimension(
            name={"id": "Smart Governance", "en": "Smart Governance"},
            subdimensions={
                "public_service": {"id": "Layanan Publik", "en": "Public service"},
                "public_policy": {"id": "Kebijakan Publik", "en": "Public policy"},
                "bureaucracy": {"id": "Tata Kelola Birokrasi", "en": "Bureaucracy"},
            },
            aliases=["smart government", "government", "tata kelola"],
        ),
        "branding": ProfileDimension(
            name={"id": "Smart Branding", "en": "Smart Branding"},
            subdimensions={
                "tourism": {"id": "Membangun dan Memasarkan Ekosistem Pariwisata", "en": "Tourism branding"},
                "business": {
                    "id": "Membangun Platform dan Memasarkan Ekosistem Bisnis Daerah",
                    "en": "Business branding",
                },
                "city_appearance": {"id": "Membangun dan Memasarkan Wajah Kota", "en": "City appearance branding"},
            },
            aliases=["smart branding"],
            short={
                "tourism": {"id": "Ekosistem Pariwisata"},
                "business": {"id": "Ekosistem Bisnis Daerah"},
                "city_appearance": {"id": "Wajah Kota"},
            },
        ),
        "economy": ProfileDimension(
            name={"id": "Smart Economy", "en": "Smart Economy"},
            subdimensions={
                "industry": {"id": "Ekosistem Industri yang Berdaya Saing", "en": "Industry"},
                "welfare": {"id": "Kesejahteraan Rakyat", "en": "Welfare"},
                "transaction": {"id": "Ekosistem Transaksi Keuangan", "en": "Transaction"},
            },
            aliases=["smart economy", "ekonomi"],
            short={"industry": {"id": "Ekosistem Industri"}},
        ),
        "living": ProfileDimension(
            name={"id": "Smart Living", "en": "Smart Living"},
            subdimensions={
                "harmony": {"id": "Harmonisasi Tata Ruang Wilayah", "en": "Harmony"},
                "health": {"id": "Prasarana Kesehatan", "en": "Health"},
                "mobility": {"id": "Ketersediaan Sarana Telekomunikasi dan Transportasi", "en": "Mobility"},
            },
            aliases=["smart living", "smart transportation", "transportation"],
            short={"harmony": {"id": "Tata Ruang Wilayah"}, "mobility": {"id": "Telekomunikasi, Transportasi"}},
        ),
        "society": ProfileDimension(
            name={"id": "Smart Society", "en": "Smart Society"},
            subdimensions={
                "community": {"id": "Interaksi Masyarakat yang Efisien (Komunitas)", "en": "Community"},
                "learning": {"id": "Ekosistem Belajar yang Efisien (Pendidikan)", "en": "Learning"},
                "security": {"id": "Sistem Keamanan Masyarakat (Keamanan)", "en": "Security"},
            },
            aliases=["smart society", "masyarakat"],
            short={"community": {"id": "Komunitas"}, "learning": {"id": "Pendidikan"}, "security": {"id": "Keamanan"}},
        ),
        "environment": ProfileDimension(
            name={"id": "Smart Environment", "en": "Smart Environment"},
            subdimensions={
                "protection": {"id": "Program Proteksi Lingkungan (Proteksi)", "en": "Protection"},
                "waste": {"id": "Tata Kelola Sampah dan Limbah", "en": "Waste"},
                "energy": {"id": "Tata Kelola Energi yang Bertanggung Jawab (Energi)", "en": "Energy"},
            },
            aliases=["smart environment", "lingkungan"],
            short={"protection": {"id": "Proteksi"}, "waste": {"id": "Sampah dan Limbah"}, "energy": {"id": "Energi"}},
        ),
    },
)

"""A small plan whose programmes list actions: of each kind but literacy, and one that says nothing but its name."""

PLAN = """\
format: 1
revision: "2023"
city: {code: "64.71", name: Kota Contoh}
title: Rencana induk 2023
status: draft
record: example
profile: kominfo
period: {start: 2023, end: 2026}
rpjmd: {title: RPJMD 2021-2026, missions: {M1: Tata kelola yang baik}}
agencies:
  diskominfo: {name: Dinas Komunikasi dan Informatika, short: Diskominfo}
  dishub: {name: Dinas Perhubungan, short: Dishub}
  dinkes: {name: Dinas Kesehatan, short: Dinkes}
sources:
  berita: {title: Berita kota, publisher: Koran, date: 2024-03-04, url: "https://contoh.test/berita"}
  laporan: {title: Laporan kinerja 2024}
dimensions:
  governance:
    programmes:
      GOV-01:
        name: Layanan publik digital
        subdimension: public_service
        agency: diskominfo
        missions: [M1]
        years: [2023, 2024, 2025]
        execution: {2023: ran}
        budget: {apbd: {2023: 500000000, 2024: 800000000}}
        indicators:
          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}
        actions:
          A1:
            name: Aplikasi antrean
            kind: application
            years: [2023, 2024]
            code: 2.16.03.2.02.0001
            budget: {apbd: {2023: 200000000, 2024: 300000000}}
            indicators:
              pakai: {name: Pengguna, unit: orang, direction: up, baseline: 0, targets: {2024: 5000}, actuals: {2024: 6000}}
            execution: {2023: ran, 2024: partly}
            evidence: [berita, laporan]
          A2: {name: Pelatihan operator, kind: capacity, years: [2024], agency: dinkes, execution: {2024: not_run}}
          A3: {name: Jaringan serat optik, kind: infrastructure, years: [2025], agency: dishub, budget: {apbn: {2025: 2000000000}}}
          A4: {name: Sosialisasi}
  living:
    programmes:
      LIV-01:
        name: Angkutan umum
        subdimension: mobility
        agency: dishub
        missions: [M1]
        years: [2024, 2025]
        budget: {apbd: {2024: 900000000}}
        indicators:
          bus: {name: Bus, unit: unit, baseline: 2, targets: {2024: 5}}
        actions:
          A1: {name: Layanan bus, kind: service, years: [2024], execution: {2024: ran}, evidence: [laporan]}
          A2: {name: Aplikasi bus, kind: application, years: [2024, 2025]}
  branding: {}
  economy: {}
  society: {}
  environment: {}
"""

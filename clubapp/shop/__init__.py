"""The boutique: gifts, their stock in each museum, and the vouchers that members exchange for them at a desk."""

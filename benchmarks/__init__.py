"""How fast Whylint is beside other tools, measured in one run on one machine: ``make bench``."""

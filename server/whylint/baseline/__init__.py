"""Which findings are known already: what makes a finding the same finding, and how a frozen one is found again."""

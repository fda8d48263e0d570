"""How ready a spec is to be built: what is open in it, and how its stories stand."""

"""How the pages of each family of sites look: markup, addresses, announcements, robots.txt."""

"""What comes into the archive without a crawl: saved pages, texts and other archives."""

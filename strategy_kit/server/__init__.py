"""The way in by browser: standalone Voilà with our page, our words and only the routes a page needs."""

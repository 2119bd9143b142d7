"""camel-tools' models and data, behind guards; nothing else imports them."""

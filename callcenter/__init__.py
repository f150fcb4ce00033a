"""A call-centre server for Asterisk."""

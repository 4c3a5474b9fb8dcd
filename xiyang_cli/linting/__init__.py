"""What a careful curator sees in a base that loads: rules, their findings, what can be mended. Pure."""

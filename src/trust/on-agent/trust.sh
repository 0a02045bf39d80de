work() { if look_at_ca && put_all; then ask_docker; fi; }

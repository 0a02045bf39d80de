work() { if restart_docker; then ask_docker; fi; }

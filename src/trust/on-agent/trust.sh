on_refusal() { if was_restarted "$1" "$2"; then say restarted "$1"; fi; } # registry, words

work() { if look_at_ca && put_all; then ask_docker; fi; }

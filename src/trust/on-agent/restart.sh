# Docker has been restarted by now
on_refusal() { remember "$1" "$2" 2>/dev/null || :; } # registry, words

work() { if restart_docker; then ask_docker; fi; }

work() { take_all_back; }

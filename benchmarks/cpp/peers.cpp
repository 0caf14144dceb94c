// The event engines of pilsim in C++, for the limit that a compiler sets: the heap of packed keys,
// the timing wheel, and std::priority_queue. Driven by PeerRounds as PeerProcess is: an empty line
// on standard input begins a round, a line with its processor time answers. Cancelling and times
// beyond the reach of a key are left out: the workloads need neither.
//
// Arguments: heap|wheel|priority_queue, hold|network, how many, and the file of delays.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <queue>
#include <string>
#include <vector>

constexpr int kEventsPerRound = 400000;

struct Event {
  int64_t when = 0;
  int64_t order = 0;
  int place = -1;
  int rank;
  Event* next = nullptr;
  Event* previous = nullptr;

  explicit Event(int rank) : rank(rank) {}
  virtual void Fire() = 0;
  virtual ~Event() = default;
};

class HeapEngine {
 public:
  HeapEngine() : keys_(1 << 20, kNone), pending_(1024) {}

  void After(int64_t delay, Event* event) {
    event->when = now_ + delay;
    int rank = delay == 0 ? std::max(event->rank, present_rank_) : event->rank;
    if (event->when - base_ >= kReach) Rebase();
    if (next_place_ == static_cast<int>(pending_.size())) Renumber();
    int place = next_place_++;
    pending_[place] = event;
    event->place = place;
    Add(((event->when - base_) << (kPlaceBits + 2)) | (int64_t{rank} << kPlaceBits) | place);
  }

  void Run() {
    while (true) {
      CloseHole();
      int64_t key = keys_[0];
      if (key == kNone) return;
      hole_ = true;
      int place = static_cast<int>(key) & kPlaceMask;
      Event* event = pending_[place];
      pending_[place] = nullptr;
      event->place = -1;
      now_ = base_ + (key >> (kPlaceBits + 2));
      present_rank_ = static_cast<int>(key >> kPlaceBits) & 3;
      event->Fire();
    }
  }

 private:
  static constexpr int kPlaceBits = 24;
  static constexpr int kPlaceMask = (1 << kPlaceBits) - 1;
  static constexpr int64_t kReach = (int64_t{1} << (63 - 2 - kPlaceBits)) - 1;
  static constexpr int64_t kNone = INT64_MAX;

  void Add(int64_t key) {
    if (hole_) {
      hole_ = false;
      Down(0, key);
    } else {
      Up(key);
    }
  }

  void CloseHole() {
    if (!hole_) return;
    hole_ = false;
    int64_t last = keys_[--size_];
    keys_[size_] = kNone;
    if (size_ > 0) Down(0, last);
  }

  void Up(int64_t key) {
    int i = size_++;
    while (i > 0) {
      int parent = (i - 1) >> 2;
      if (keys_[parent] < key) break;
      keys_[i] = keys_[parent];
      i = parent;
    }
    keys_[i] = key;
  }

  void Down(int i, int64_t key) {
    int64_t* k = keys_.data();
    for (int child = 4 * i + 1; child < size_; child = 4 * i + 1) {
      int64_t a = k[child], b = k[child + 1], c = k[child + 2], d = k[child + 3];
      int64_t b_less = (b - a) >> 63, d_less = (d - c) >> 63;
      int64_t ab = a + ((b - a) & b_less), cd = c + ((d - c) & d_less);
      int64_t cd_less = (cd - ab) >> 63;
      int64_t least = ab + ((cd - ab) & cd_less);
      if (key < least) break;
      int of_ab = child - static_cast<int>(b_less), of_cd = child + 2 - static_cast<int>(d_less);
      k[i] = least;
      i = of_ab + ((of_cd - of_ab) & static_cast<int>(cd_less));
    }
    k[i] = key;
  }

  void Rebase() {
    CloseHole();
    int64_t difference = (now_ - base_) << (kPlaceBits + 2);
    for (int i = 0; i < size_; i++) keys_[i] -= difference;
    base_ = now_;
  }

  void Renumber() {
    CloseHole();
    int live = 0;
    for (Event* event : pending_) {
      if (event != nullptr) event->place = live++;
    }
    for (int i = 0; i < size_; i++) {
      int place = pending_[static_cast<int>(keys_[i]) & kPlaceMask]->place;
      keys_[i] = (keys_[i] & ~int64_t{kPlaceMask}) | place;
    }
    std::vector<Event*> moved(live > static_cast<int>(pending_.size()) >> 2 ? 2 * pending_.size()
                                                                            : pending_.size());
    for (Event* event : pending_) {
      if (event != nullptr) moved[event->place] = event;
    }
    pending_.swap(moved);
    next_place_ = live;
  }

  std::vector<int64_t> keys_;
  std::vector<Event*> pending_;
  int size_ = 0;
  int next_place_ = 0;
  int present_rank_ = 0;
  bool hole_ = false;
  int64_t base_ = 0;
  int64_t now_ = 0;
};

class WheelEngine {
 public:
  WheelEngine() : firsts_(kLists), lasts_(kLists) {}

  void After(int64_t delay, Event* event) {
    event->when = now_ + delay;
    event->order = delay == 0 ? std::max(event->rank, present_rank_) : event->rank;
    Insert(event);
  }

  void Run() {
    while (true) {
      int list = First();
      if (list < 0) return;
      Event* event = firsts_[list];
      if (list >= kNear) {
        if (firsts_[list] != lasts_[list]) {
          DealOut(list);
          continue;
        }
        Remove(event);
        window_ = event->when & (int64_t{-1} << kBits);
      } else {
        Remove(event);
      }
      now_ = event->when;
      present_rank_ = static_cast<int>(event->order);
      event->Fire();
    }
  }

 private:
  static constexpr int kBits = 10;
  static constexpr int kNear = 1 << (kBits + 2);
  static constexpr int kLevels = kNear + (1 << 10);
  static constexpr int kLists = kLevels + (8 << 6);

  struct Bits {
    uint64_t words[64] = {};
    uint64_t non_zero = 0;
    int Lowest() const {
      int word = __builtin_ctzll(non_zero);
      return (word << 6) + __builtin_ctzll(words[word]);
    }
    void Set(int bit) {
      words[bit >> 6] |= uint64_t{1} << (bit & 63);
      non_zero |= uint64_t{1} << (bit >> 6);
    }
    void Clear(int bit) {
      words[bit >> 6] &= ~(uint64_t{1} << (bit & 63));
      if (words[bit >> 6] == 0) non_zero &= ~(uint64_t{1} << (bit >> 6));
    }
  };

  int First() const {
    if (open_.non_zero != 0) return open_.Lowest();
    if (near_.non_zero != 0) return kNear + near_.Lowest();
    if (levels_in_use_ == 0) return -1;
    int level = __builtin_ctz(levels_in_use_);
    return kLevels + (level << 6) + __builtin_ctzll(levels_[level]);
  }

  void Append(int list, Event* event) {
    Event* last = lasts_[list];
    if (last == nullptr) {
      firsts_[list] = event;
    } else {
      last->next = event;
      event->previous = last;
    }
    lasts_[list] = event;
    event->place = list;
  }

  void Insert(Event* event) {
    int64_t difference = event->when ^ window_;
    if (difference >> kBits == 0) {
      int list = (static_cast<int>(difference) << 2) | static_cast<int>(event->order);
      Append(list, event);
      open_.Set(list);
    } else if (difference >> (kBits + 10) == 0) {
      int bucket = static_cast<int>(event->when >> kBits) & 1023;
      Append(kNear + bucket, event);
      near_.Set(bucket);
    } else {
      int level = (63 - __builtin_clzll(difference) - kBits - 10) / 6;
      int bucket = static_cast<int>(event->when >> (kBits + 10 + 6 * level)) & 63;
      Append(kLevels + (level << 6) + bucket, event);
      levels_[level] |= uint64_t{1} << bucket;
      levels_in_use_ |= 1u << level;
    }
  }

  void Remove(Event* event) {
    int list = event->place;
    Event* next = event->next;
    Event* previous = event->previous;
    if (previous == nullptr) {
      firsts_[list] = next;
    } else {
      previous->next = next;
      event->previous = nullptr;
    }
    if (next == nullptr) {
      lasts_[list] = previous;
    } else {
      next->previous = previous;
      event->next = nullptr;
    }
    event->place = -1;
    if (firsts_[list] == nullptr) MarkEmpty(list);
  }

  void MarkEmpty(int list) {
    if (list < kNear) {
      open_.Clear(list);
    } else if (list < kLevels) {
      near_.Clear(list - kNear);
    } else {
      int level = (list - kLevels) >> 6;
      levels_[level] &= ~(uint64_t{1} << ((list - kLevels) & 63));
      if (levels_[level] == 0) levels_in_use_ &= ~(1u << level);
    }
  }

  void DealOut(int list) {
    int64_t least = INT64_MAX;
    for (Event* event = firsts_[list]; event != nullptr; event = event->next) {
      least = std::min(least, event->when);
    }
    window_ = least & (int64_t{-1} << kBits);
    Event* event = firsts_[list];
    firsts_[list] = lasts_[list] = nullptr;
    MarkEmpty(list);
    while (event != nullptr) {
      Event* next = event->next;
      event->next = event->previous = nullptr;
      Insert(event);
      event = next;
    }
  }

  std::vector<Event*> firsts_;
  std::vector<Event*> lasts_;
  Bits open_;
  Bits near_;
  uint64_t levels_[8] = {};
  unsigned levels_in_use_ = 0;
  int present_rank_ = 0;
  int64_t window_ = 0;
  int64_t now_ = 0;
};

class QueueEngine {
 public:
  void After(int64_t delay, Event* event) {
    queue_.push({now_ + delay, event->rank, number_++, event});
  }

  void Run() {
    while (!queue_.empty()) {
      Entry entry = queue_.top();
      queue_.pop();
      now_ = entry.when;
      entry.event->Fire();
    }
  }

 private:
  struct Entry {
    int64_t when;
    int rank;
    int64_t number;
    Event* event;
    bool operator<(const Entry& other) const {
      if (when != other.when) return when > other.when;
      if (rank != other.rank) return rank > other.rank;
      return number > other.number;
    }
  };
  std::priority_queue<Entry> queue_;
  int64_t number_ = 0;
  int64_t now_ = 0;
};

class Meter {
 public:
  void Count() {
    if (--left_ == 0) EndRound();
  }

 private:
  static int64_t SpentNs() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * int64_t{1000000000} + time.tv_nsec;
  }

  void EndRound() {
    if (from_ns_ > 0) {
      std::printf("%lld 0\n", static_cast<long long>(SpentNs() - from_ns_));
    } else {
      std::printf("ready\n");
    }
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) std::_Exit(0);
    left_ = kEventsPerRound;
    from_ns_ = SpentNs();
  }

  int left_ = kEventsPerRound;
  int64_t from_ns_ = 0;
};

class Delays {
 public:
  explicit Delays(const char* file) {
    std::ifstream in(file);
    int64_t delay;
    while (in >> delay) delays_.push_back(delay);
  }
  int64_t Next() {
    int64_t delay = delays_[next_++];
    if (next_ == delays_.size()) next_ = 0;
    return delay;
  }

 private:
  std::vector<int64_t> delays_;
  size_t next_ = 0;
};

template <typename Engine>
struct Holder final : Event {
  Engine& engine;
  Delays& delays;
  Meter& meter;
  Holder(int rank, Engine& engine, Delays& delays, Meter& meter)
      : Event(rank), engine(engine), delays(delays), meter(meter) {}
  void Fire() override {
    meter.Count();
    engine.After(delays.Next(), this);
  }
};

template <typename Engine>
struct Station final : Event {
  Engine& engine;
  Delays& delays;
  Meter& meter;
  std::vector<Station>& stations;
  int present = 0;
  Station(Engine& engine, Delays& delays, Meter& meter, std::vector<Station>& stations)
      : Event(0), engine(engine), delays(delays), meter(meter), stations(stations) {}
  void Arrive(int64_t service) {
    if (present++ == 0) engine.After(service, this);
  }
  void Fire() override {
    meter.Count();
    if (--present > 0) engine.After(delays.Next(), this);
    int64_t service = delays.Next();
    stations[service & 3].Arrive(service);
  }
};

template <typename Engine>
void Measure(bool network, int size, const char* file) {
  Engine engine;
  Delays delays(file);
  Meter meter;
  std::vector<Station<Engine>> stations;
  std::vector<Holder<Engine>> holders;
  if (network) {
    stations.reserve(4);
    for (int i = 0; i < 4; i++) stations.emplace_back(engine, delays, meter, stations);
    for (int i = 0; i < size; i++) stations[i % 4].Arrive(delays.Next());
  } else {
    holders.reserve(size);
    for (int i = 0; i < size; i++) {
      holders.emplace_back(i % 4, engine, delays, meter);
      engine.After(delays.Next(), &holders.back());
    }
  }
  engine.Run();
}

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  bool network = std::strcmp(argv[2], "network") == 0;
  int size = std::atoi(argv[3]);
  std::string engine = argv[1];
  if (engine == "heap") {
    Measure<HeapEngine>(network, size, argv[4]);
  } else if (engine == "wheel") {
    Measure<WheelEngine>(network, size, argv[4]);
  } else if (engine == "priority_queue") {
    Measure<QueueEngine>(network, size, argv[4]);
  } else {
    return 2;
  }
}

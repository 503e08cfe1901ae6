#include "src/engine/workers.h"

#include <signal.h>

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

#include "assay/engine/assess.h"

namespace assay {
namespace {

// What the host does at a signal is for its own threads.
class SignalsHeldBack {
 public:
  SignalsHeldBack() {
    sigset_t held;
    sigfillset(&held);
    // Faults strike where they are made, and profilers look at every thread.
    for (const int own : {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGPROF, SIGSEGV, SIGTRAP}) sigdelset(&held, own);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeldBack(const SignalsHeldBack&) = delete;
  SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

Workers::Workers(std::size_t count)
    : count_(count != 0 ? count : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads)) {}

Workers::~Workers() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_over_ = true;
  }
  begun_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Create() {
  const SignalsHeldBack held_back;
  try {
    threads_.reserve(count_ - 1);
    while (threads_.size() + 1 < count_) {
      const std::size_t number = threads_.size() + 1;
      threads_.emplace_back([this, number] { Work(number); });
    }
  } catch (const std::system_error&) {
    // The system has no more of them; those that there are do.
  } catch (const std::bad_alloc&) {
  }
}

void Workers::Work(std::size_t number) {
  std::size_t done = 0;
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    begun_.wait(lock, [&] { return is_over_ || round_ != done; });
    if (is_over_) return;
    done = round_;
    const std::function<void(std::size_t)>& task = *task_;
    lock.unlock();
    Perform(task, number);
    lock.lock();
    --busy_;
    happened_.notify_one();
  }
}

void Workers::Perform(const std::function<void(std::size_t)>& task, std::size_t number) {
  try {
    task(number);
  } catch (...) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (thrown_ == nullptr) thrown_ = std::current_exception();
  }
}

void Workers::Run(const std::function<void(std::size_t)>& task, const std::function<void()>& ask) {
  if (threads_.empty() && count_ > 1) Create();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    task_ = &task;
    busy_ = threads_.size();
    is_asked_ = false;
    ++round_;
  }
  begun_.notify_all();
  Perform(task, 0);
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    happened_.wait(lock, [&] { return busy_ == 0 || is_asked_; });
    if (busy_ == 0) break;
    is_asked_ = false;
    lock.unlock();
    Perform([&](std::size_t) { ask(); }, 0);
    lock.lock();
  }
  task_ = nullptr;
  if (thrown_ != nullptr) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void Workers::Ask() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_asked_ = true;
  happened_.notify_one();
}

}  // namespace assay

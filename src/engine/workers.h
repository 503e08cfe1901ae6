// The threads of one assessment: a fixed number, created when there is first something to do for
// several, and gone with the object.

#ifndef ASSAY_SRC_ENGINE_WORKERS_H_
#define ASSAY_SRC_ENGINE_WORKERS_H_

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace assay {

class Workers {
 public:
  // `count` includes the thread that calls Run; 0 = as many as there are processors for the
  // process, at most kMostThreads.
  explicit Workers(std::size_t count);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  std::size_t count() const { return count_; }

  // Calls `task(0)` on the calling thread and `task(k)`, k < count(), on others, and returns when all
  // have returned. Where a thread cannot be created its call is left out: tasks are to take their work
  // from a common heap. Meanwhile `ask` is called on the calling thread, if that has nothing else to
  // do, as often as somebody calls Ask. What a task throws is thrown here, after all have returned.
  void Run(const std::function<void(std::size_t)>& task, const std::function<void()>& ask);

  // From within a task, on any thread.
  void Ask();

 private:
  void Create();
  void Work(std::size_t number);
  void Perform(const std::function<void(std::size_t)>& task, std::size_t number);

  const std::size_t count_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable begun_;     // For the threads: there is a task, or an end.
  std::condition_variable happened_;  // For the caller: one has returned, or asks.
  // Guarded by mutex_.
  const std::function<void(std::size_t)>* task_ = nullptr;
  std::size_t round_ = 0;  // Of tasks, so that a thread takes each once.
  std::size_t busy_ = 0;   // Threads that have not returned.
  bool is_asked_ = false;
  bool is_over_ = false;
  std::exception_ptr thrown_;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_WORKERS_H_

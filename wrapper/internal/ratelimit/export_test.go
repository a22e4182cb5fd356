package ratelimit

import "fmt"

// Idle returns what a gate that nobody uses still holds; nil where that is nothing.
func (g *Gate) Idle() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inFlight != 0 {
		return fmt.Errorf("%d in flight", g.inFlight)
	}
	for name, k := range g.classes {
		if k.inFlight != 0 || k.earlier != 0 || len(k.waiters) != 0 {
			return fmt.Errorf("class %s: %d in flight, %d of earlier windows, %d waiting", name, k.inFlight, k.earlier, len(k.waiters))
		}
		if k.timer != nil && k.timer.Stop() {
			return fmt.Errorf("class %s: a timer runs although nobody waits", name)
		}
	}
	return nil
}

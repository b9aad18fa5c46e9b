"""Behind the door: what the museums' staff do. It mounts each room's staff pages inside its own guarded address."""

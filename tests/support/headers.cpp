// The source of the target that precompiles what tests include.

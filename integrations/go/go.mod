module orgdtest

go 1.23.0

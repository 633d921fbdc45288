"""What the release programs have against an attacker, read from the ELF files themselves; see
cmake/Hardening.cmake."""
import re
import subprocess
import sys

# Begins each function that may be called by address; an unmarked program has a few of its start
# files.
ENDBR64 = b"\xf3\x0f\x1e\xfa"


def read(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True,
                          text=True).stdout


def weaknesses(program):
    """Sentences, one for each protection that is missing."""
    header = read("readelf", "--file-header", "--wide", program)
    segments = read("readelf", "--program-headers", "--wide", program)
    dynamic = read("readelf", "--dynamic", "--wide", program)
    sections = read("readelf", "--section-headers", "--wide", program)
    imported = read("readelf", "--dyn-syms", "--wide", program)
    notes = read("readelf", "--notes", "--wide", program)
    stack = re.search(r"GNU_STACK\s.*?\s([RWE]+)\s+0x", segments)
    wanted = {
        "position independent": re.search(r"Type:\s+DYN", header) and "INTERP" in segments,
        "a stack that cannot be run": stack and stack.group(1) == "RW",
        "no segment both writable and executable": not re.search(r"LOAD\s.*\bRWE\b", segments),
        "relocations read-only after start (RELRO)": "GNU_RELRO" in segments,
        "all functions bound at start": re.search(r"BIND_NOW|FLAGS_1.*\bNOW\b", dynamic),
        "stack protector": "__stack_chk_fail" in imported,
        "checked library calls (FORTIFY)": re.search(r"__\w+_chk@", imported),
        "no symbol table": ".symtab" not in sections,
        "a link to its symbols": ".gnu_debuglink" in sections,
        "no path for libraries of its own": not re.search(r"R(UN)?PATH", dynamic),
    }
    if "X86-64" in header:
        wanted["leave for a shadow stack (SHSTK)"] = re.search(r"feature:.*SHSTK", notes)
        wanted["marks where functions begin (IBT)"] = program.read_bytes().count(ENDBR64) > 100
    elif "AArch64" in header:
        wanted["control flow marks (BTI, PAC)"] = re.search(r"BTI.*PAC", notes)
    return [f"{program.name} has not: {what}" for what, holds in wanted.items() if not holds]


def check(programs):
    """Fails unless each program and its symbols are as they should be."""
    missing = []
    for program in programs:
        missing += weaknesses(program)
        symbols = program.parent / ".debug" / f"{program.name}.debug"
        if " main\n" not in read("readelf", "--symbols", "--wide", symbols):
            missing.append(f"{symbols.name} does not name the functions of {program.name}")
    if missing:
        sys.exit("\n".join(missing))

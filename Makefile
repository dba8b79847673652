# SPDX-License-Identifier: Apache-2.0
# The C libraries, then the jars that carry them. `make` alone lists the targets.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run learn shell test check lines test-aarch64 test-guest report bus-proof vectors bench jcstress docs \
    coverage natives jars bindings clean packages FORCE

MAVEN := scripts/maven
# Maven's own -q would keep back the warnings by which it fails.
QUIET_MAVEN := $(MAVEN) -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
MACHINE := $(shell uname -m)
DOCUMENTED := -pl .,java-api,device-sim,drivers,contracts,device-qemu -Dmaven.test.skip=true
CROSS := $(if $(filter x86_64,$(MACHINE)),$(shell command -v aarch64-linux-gnu-gcc))

NATIVES := native/build/linux-$(MACHINE)/libhwview.so device-sim/build/linux-$(MACHINE)/libdevsim.so
REPORT := report/target/classes/dev/hwview/report/Main.class
TWINS := benchmarks/build/linux-$(MACHINE)/libtwins.so
ifneq ($(CROSS),)
NATIVES += native/build/linux-aarch64/libhwview.so device-sim/build/linux-aarch64/libdevsim.so
endif

# $(1) folders: what their jars are made of
sources = pom.xml $(foreach module,$(1),$(wildcard $(module)/pom.xml) $(shell find $(module)/src/main -type f))
COMMAND_SOURCES := $(call sources,java-api device-sim drivers device-qemu cli)
PROOF_SOURCES := $(call sources,java-api device-sim) $(wildcard device-sim/src/test/java/dev/hwview/proof/*.java)
ORDERING_SOURCES := $(call sources,java-api ordering)
GUEST_SOURCES := $(call sources,java-api drivers device-sim device-qemu contracts cli guest)
BENCH_SOURCES := $(call sources,java-api device-sim drivers benchmarks)

# $(1) a command that tests, $(2) options of the report: it is made however the command ends, and a failure stays one.
define reported
status=0; $(1) || status=$$?; $(MAKE) report SHOW='$(2)' || [ $$status -ne 0 ] || status=2; exit $$status
endef

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: jars ## send a file through a simulated device and back; FILE=path for one of yours
	@bin/hwview send $(if $(FILE),"$(FILE)")

learn: jars ## grade your solutions of the course; HINT=3.2, TASK=3.2, SOLUTIONS=1
	@scripts/learn $(if $(HINT),--hint $(HINT)) $(if $(TASK),--task $(TASK)) $(if $(SOLUTIONS),--solutions)

shell: jars ## try the library in JShell, with a simulated device
	@scripts/shell

test: packages $(NATIVES) $(TWINS) ## test all, in C and in Java, but what needs a guest
	@rm -rf target/reports/tests $(filter-out guest/%,$(wildcard */target/surefire-reports)) # none of an earlier run
	@$(MAKE) -C native test
	@$(MAKE) -C device-sim test
	@$(call reported,$(MAVEN) verify,--totals)

check: ## all that has to hold before a change is taken; CI runs make test-guest, too
	@set -e; for part in lines test test-aarch64 docs bus-proof; do \
	    begin=$$(date +%s); $(MAKE) $$part; echo "check: $$part took $$(($$(date +%s) - begin)) s"; \
	done

lines: ## name lines of code that are wider than 120 columns
	@scripts/long-lines

test-aarch64: packages ## test the C code for aarch64, in an emulator
	@$(MAKE) -C native test-aarch64
	@$(MAKE) -C device-sim test-aarch64

test-guest: target/dist-guest/.built ## test in Linux guests of QEMU's, with an IOMMU and without; ARGS=... for JUnit
	@rm -rf target/guest/results
	@$(call reported,scripts/guest-tests --boot $(ARGS),--guest --contracts)

report: $(REPORT) ## one report of all test results that there are, in target/reports/tests
	@scripts/test-report $(SHOW)

bus-proof: device-sim/target/.tests-built ## prove that one call is one bus access, in every mode of the JVM
	@scripts/bus-proof

vectors: packages $(NATIVES) ## run recorded cases of Python's memoryview on ours; FILE=path for yours
	@scripts/vectors $(if $(FILE),"$(FILE)")

bench: target/dist-bench/.built ## measure against C, ratios from one run; ARGS=... for the benchmarks
	@"$$(scripts/find-jdk)/bin/java" --enable-native-access=ALL-UNNAMED -cp 'target/dist-bench/*' \
	    dev.hwview.bench.Main $(ARGS)

jcstress: target/dist-ordering/.built ## try the order of rings and pools here; ARGS=... for jcstress, MUTATE=name
	@rm -rf target/jcstress && mkdir -p target/jcstress
	@cd target/jcstress && "$$(../../scripts/find-jdk)/bin/java" -cp '../dist-ordering/*' org.openjdk.jcstress.Main \
	    -r . -jvmArgsPrepend '--enable-native-access=ALL-UNNAMED$(if $(MUTATE), -Ddev.hwview.mutate=$(MUTATE))' \
	    $(or $(ARGS),-m quick)

docs: packages $(NATIVES) ## API documentation, in target/reports/apidocs
	@$(QUIET_MAVEN) $(DOCUMENTED) package # first: the report looks for the modules' names in what was built before
	@$(QUIET_MAVEN) $(DOCUMENTED) package javadoc:aggregate-no-fork
	@echo 'docs: target/reports/apidocs/index.html'

coverage: packages $(NATIVES) $(TWINS) ## which lines the tests run, in C and in Java
	@$(MAKE) -C native coverage
	@$(MAKE) -C device-sim coverage
	@$(QUIET_MAVEN) -Pcoverage verify
	@scripts/coverage target/coverage/jacoco.csv

natives: packages $(NATIVES) ## the C libraries
jars: target/dist/.built ## the jars, in target/dist; bin/hwview runs from there

bindings: ## generate the Java bindings from the C headers, with jextract
	@scripts/bindings

clean: ## remove all that was built
	@$(MAKE) -s -C native clean
	@$(MAKE) -s -C device-sim clean
	@$(MAKE) -s -C benchmarks clean
	@rm -rf target */target

packages:
	@scripts/need-packages

# ---- C: the Makefiles below know best what is out of date, so they are always asked ------------------------------

native/build/linux-$(MACHINE)/libhwview.so: FORCE | packages
	@$(MAKE) -s -C native lib

device-sim/build/linux-$(MACHINE)/libdevsim.so: FORCE | packages
	@$(MAKE) -s -C device-sim lib

$(TWINS): FORCE | packages
	@$(MAKE) -s -C benchmarks lib

ifneq ($(CROSS),)
native/build/linux-aarch64/libhwview.so: FORCE | packages
	@$(MAKE) -s -C native aarch64

device-sim/build/linux-aarch64/libdevsim.so: FORCE | packages
	@$(MAKE) -s -C device-sim aarch64
endif

# ---- Java: Maven is started only where a source or a library is newer ----------------------------------------

target/dist/.built: $(COMMAND_SOURCES) $(NATIVES) | packages
	@$(if $(filter x86_64,$(MACHINE)),$(if $(CROSS),, \
	    echo 'the jars are for x86-64 alone: aarch64-linux-gnu-gcc is not installed';))
	@echo "building target/dist, which takes a minute" >&2
	@rm -rf $(@D)
	@$(QUIET_MAVEN) -pl cli -am -Dmaven.test.skip=true package
	@touch $@

$(REPORT): $(call sources,report)
	@$(QUIET_MAVEN) -pl report -Dmaven.test.skip=true compile
	@touch $@

device-sim/target/.tests-built: $(PROOF_SOURCES) $(NATIVES) | packages
	@$(QUIET_MAVEN) -pl device-sim -am -DskipTests package
	@touch $@

target/dist-bench/.built: $(BENCH_SOURCES) $(NATIVES) $(TWINS) | packages
	@echo "building $(@D), which takes a minute" >&2
	@rm -rf $(@D)
	@$(QUIET_MAVEN) -pl benchmarks -am -Dmaven.test.skip=true package
	@touch $@

# The list of tests is made of what is compiled at once, so all of it is.
target/dist-guest/.built: $(GUEST_SOURCES) $(NATIVES) | packages
	@echo "building $(@D), which takes a minute" >&2
	@rm -rf $(@D)
	@$(QUIET_MAVEN) -pl guest -am -Dmaven.test.skip=true -Ddist=$(CURDIR)/$(@D)/command package # not bin/hwview's folder
	@scripts/guest-tests --prepare
	@touch $@

target/dist-ordering/.built: $(ORDERING_SOURCES) $(NATIVES) | packages
	@echo "building $(@D), which takes a minute" >&2
	@rm -rf $(@D) ordering/target
	@$(QUIET_MAVEN) -pl ordering -am -Dmaven.test.skip=true package
	@touch $@

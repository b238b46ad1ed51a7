"""Build hook: compiles the catalogues, so that a wheel and an editable install speak Indonesian."""

import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Has a `.mo` beside every `.po` before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        subprocess.run([sys.executable, Path(self.root, ".ci", "texts.py"), "compile"], check=True)

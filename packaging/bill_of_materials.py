"""The software bill of materials: every package inside the program, with version, license and digests, in CycloneDX."""

import re
from collections.abc import Callable, Sequence
from importlib import metadata

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from locked_packages import Package
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def bill_of_materials(
    program: Package,
    asks_for: Sequence[str],
    packages: Sequence[Package],
    license_of: Callable[[Package], str],
) -> str:
    """Return a CycloneDX 1.6 document in JSON.

    `asks_for` are the requirements of the program itself. The document names no time and no random number, so that the same lock gives the same text. A package with several files, one
    for each system, has their SHA-256 as properties "file:sha256": which of them is inside depends on the installer.
    """
    licenses = LicenseFactory()
    bom = Bom()
    bom.serial_number = None  # type: ignore[assignment]  # an own number each time would be a change each time
    main = Component(
        name=program.name,
        version=program.version,
        type=ComponentType.APPLICATION,
        bom_ref=program.name,
        licenses=[licenses.make_from_string("MIT")],
    )
    bom.metadata.component = main
    bom.metadata.timestamp = None  # type: ignore[assignment]
    components = {package.name: _component(package, license_of(package), licenses) for package in packages}
    for component in components.values():
        bom.components.add(component)
    needs = {package.name: _needs_of(package) for package in packages}
    for component, wanted in ((main, asks_for), *((components[name], needs[name]) for name in components)):
        names = {canonicalize_name(Requirement(line).name) for line in wanted if "extra ==" not in line}
        bom.register_dependency(component, [components[name] for name in sorted(names & components.keys())])
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _needs_of(package: Package) -> Sequence[str]:
    try:
        return metadata.requires(package.name) or ()
    except metadata.PackageNotFoundError:  # one for another system
        return ()


def _component(package: Package, expression: str, licenses: LicenseFactory) -> Component:
    component = Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=package.name,
        purl=PackageURL("pypi", None, re.sub(r"[._]+", "-", package.name), package.version),
        licenses=[licenses.make_from_string(expression)] if expression else [],
    )
    if len(package.digests) == 1:
        component.hashes.add(HashType(alg=HashAlgorithm.SHA_256, content=package.digests[0]))
    else:
        component.properties.update(Property(name="file:sha256", value=each) for each in package.digests)
    return component

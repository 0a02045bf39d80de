/**
 * Installs the official plugin, over what is there of it, and nothing in the cluster (docs 1.12 to 2.2, administering-clusters/
 * package-registry).
 */
export const howToInstall = 'dcos package install package-registry --cli';

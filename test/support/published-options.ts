/** The options file of the documentation of DC/OS 1.12, English and Chinese, blanks before colons included, as people have copied it. */
export const published112 = `{
  "registry": {
    "service-account-secret-path": "registry-private-key",
    "s3" : {
      "credential-secret-path" : "registry-s3-credential-file",
      "credential-profile-name" : "default",
      "bucket" : "my-bucket",
      "path" : "my-path-in-bucket",
      "endpoint" : "https://s3.us-east-1.amazonaws.com"
    },
    "service" : {
      "instances" : 2
    }
  }
}
`;

/** What the documentation of DC/OS 1.13 to 2.2 has for a mount volume. */
export const publishedVolume = `{
    "registry": {
        "mount-volume": {
            "container-path": "package-registry",
            "pinned-hostname": "a.specific.node.com"
        }
    }
}
`;

/** What the same pages have for a bucket. */
export const publishedS3 = `{
    "registry": {
        "s3": {
            "credential-secret-path" : "dcos-registry-s3-credential-file",
            "credential-profile-name" : "default",
            "bucket" : "my-bucket",
            "path" : "my-path-in-bucket",
            "endpoint" : "https://s3.us-east-1.amazonaws.com"
        }
    }
}
`;

/** The whole file of the same pages, package-registry-options.json there: with its stray quotation mark it is no JSON. */
export const publishedSample = `{
    "registry": {
        "s3": {
            "credential-secret-path" : "dcos-registry-s3-credential-file",
            "credential-profile-name" : "default",
            "bucket" : "my-bucket",
            "path" : "my-path-in-bucket",
            "endpoint" : "https://s3.us-east-1.amazonaws.com"
        },
        "service-account-secret-path" : "registry-private-key"
    },
    "service": {
        "mem" : 2048,
        "instances" : 2
    }
    "
}
`;

/** The sample as it was meant. */
export const publishedSampleMended = publishedSample.replace('    "\n', '');

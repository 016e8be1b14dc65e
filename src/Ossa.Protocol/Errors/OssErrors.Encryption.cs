namespace Ossa.Protocol.Errors;

// Encryption at rest.
public static partial class OssErrors
{
    /// <summary>GetBucketEncryption of a bucket without a rule; detail BucketName.</summary>
    public static readonly OssError NoSuchEncryptionRule = Define(
        404,
        "NoSuchServerSideEncryptionRule",
        "The server side encryption rule does not exist.",
        "0005-00000004"
    );

    /// <summary>SSEAlgorithm of PutBucketEncryption is not AES256, KMS or SM4; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidBucketEncryptionAlgorithm = Define(
        400,
        "InvalidEncryptionAlgorithmError",
        "The Encryption request you specified is not valid. Supported value: AES256/KMS",
        "0005-00000003"
    );

    /// <summary>x-oss-server-side-encryption is not AES256, KMS or SM4; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidEncryptionAlgorithm = Define(
        400,
        "InvalidEncryptionAlgorithmError",
        "The encryption algorithm specified is not valid."
    );

    /// <summary>SSEAlgorithm or KMSDataEncryption asks for SM4, which is not there; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EncryptionCipherNotImplemented = Define(
        400,
        "NotImplemented",
        "Encryption with SM4 is not implemented."
    );

    /// <summary>KMSDataEncryption of PutBucketEncryption is not SM4; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidDataEncryption = Define(
        400,
        "InvalidArgument",
        "KMSDataEncryption can only be SM4.",
        "0005-00000203"
    );

    /// <summary>A rule names a key, and its algorithm is not KMS; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EncryptionKeyWithoutKms = Define(
        400,
        "InvalidArgument",
        "KMSMasterKeyID is not applicable if the default sse algorithm is not KMS",
        "0005-00000204"
    );

    /// <summary>A rule says how it encrypts data, and its algorithm is not KMS; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError DataEncryptionWithoutKms = Define(
        400,
        "InvalidArgument",
        "KMSDataEncryption is not applicable if the default sse algorithm is not KMS"
    );

    /// <summary>x-oss-server-side-encryption-key-id without x-oss-server-side-encryption: KMS; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EncryptionKeyIdWithoutKms = Define(
        400,
        "InvalidArgument",
        "A key can only be named where the algorithm is KMS."
    );

    /// <summary>x-oss-server-side-encryption-key-id is empty; detail ArgumentName.</summary>
    public static readonly OssError EmptyEncryptionKeyId = Define(
        400,
        "InvalidArgument",
        "The id of a key cannot be empty.",
        "0005-00000205"
    );

    /// <summary>There is no key of this id; detail KeyId.</summary>
    public static readonly OssError UnknownEncryptionKey = Define(
        400,
        "InvalidArgument",
        "The key for server side encryption does not exist.",
        "0005-00000208"
    );

    /// <summary>The key is disabled, so that nothing is read or written with it; detail KeyId. The service's code is not known.</summary>
    public static readonly OssError EncryptionKeyDisabled = Define(
        409,
        "KmsKeyDisabled",
        "The key for server side encryption is disabled.",
        "0005-00000214"
    );

    /// <summary>A request that goes on with an upload or ends it says how to encrypt; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EncryptionOfPart = Define(
        400,
        "InvalidArgument",
        "How an upload is encrypted is said where it begins.",
        "0005-00000002"
    );

    /// <summary>The object is encrypted, or is to be, and the store's keys are not at hand.</summary>
    public static readonly OssError KeyringAbsent = Define(
        503,
        "ServiceUnavailable",
        "The keys of encrypted objects are not at hand. Please contact the server administrator."
    );
}

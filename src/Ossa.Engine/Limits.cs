namespace Ossa.Engine;

/// <summary>
/// The limits of buckets and objects. See https://www.alibabacloud.com/help/en/oss/product-overview/limits.
/// </summary>
public static class Limits
{
    /// <summary>The most days for which a retention policy protects an object: seventy years.</summary>
    public const int MaxRetentionDays = 25_550;

    /// <summary>The largest body of one upload: 5 GiB.</summary>
    public const long MaxBodyBytes = 5L << 30;

    /// <summary>The largest object that can be appended to: 5 GiB.</summary>
    public const long MaxAppendableBytes = 5L << 30;

    /// <summary>The parts of one upload; their numbers go from one to this.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The smallest part but the last: 100 KiB.</summary>
    public const int MinPartBytes = 100 * 1024;

    /// <summary>User metadata of one object, names and values together: 8 KiB.</summary>
    public const int MaxUserMetadataBytes = 8 * 1024;

    /// <summary>
    /// Content-Type, Cache-Control and the other standard headers that an object keeps, names and values together: 4 KiB. With the largest
    /// user metadata they fit into one row.
    /// </summary>
    public const int MaxKeptHeaderBytes = 4 * 1024;

    /// <summary>Buckets of one account.</summary>
    public const int MaxBuckets = 100;

    /// <summary>Entries on one page of a listing.</summary>
    public const int MaxListEntries = 1000;

    /// <summary>Entries on a page when the request does not say.</summary>
    public const int DefaultListEntries = 100;

    /// <summary>Access points of one bucket on a page of their list.</summary>
    public const int MaxBucketAccessPoints = 100;

    /// <summary>Changes of redundancy on a page of their list.</summary>
    public const int MaxRedundancyTransitions = 100;

    /// <summary>Objects in one request to delete several.</summary>
    public const int MaxDeleteObjects = 1000;

    /// <summary>The body of a request to delete several objects: 2 MiB.</summary>
    public const int MaxDeleteBodyBytes = 2 * 1024 * 1024;

    /// <summary>Any other XML body: 64 KiB.</summary>
    public const int MaxDocumentBytes = 64 * 1024;

    /// <summary>Tags of one object.</summary>
    public const int MaxTags = 10;

    /// <summary>The longest key of a tag, in characters; the shortest has one.</summary>
    public const int MaxTagKeyCharacters = 128;

    /// <summary>The longest value of a tag, in characters.</summary>
    public const int MaxTagValueCharacters = 256;

    /// <summary>Tags of one bucket.</summary>
    public const int MaxBucketTags = 20;

    /// <summary>The longest key of a bucket's tag, in characters; the shortest has one.</summary>
    public const int MaxBucketTagKeyCharacters = 64;

    /// <summary>The longest value of a bucket's tag, in characters.</summary>
    public const int MaxBucketTagValueCharacters = 128;

    /// <summary>The policy of one bucket: 16 KiB of JSON.</summary>
    public const int MaxBucketPolicyBytes = 16 * 1024;

    /// <summary>Domains that lead to one bucket.</summary>
    public const int MaxCnames = 100;

    /// <summary>Tokens of one bucket, for domains that are to lead to it, that have not expired.</summary>
    public const int MaxCnameTokens = 1000;

    /// <summary>How the keys of a bucket's log may begin, in characters.</summary>
    public const int MaxLoggingPrefixCharacters = 256;

    /// <summary>The longest name of the role that writes a log, in characters.</summary>
    public const int MaxLoggingRoleCharacters = 128;

    /// <summary>Headers and parameters that a bucket's log tells beside the usual fields.</summary>
    public const int MaxLogFields = 6;

    /// <summary>What one line tells of these, names and values together: 1 KiB.</summary>
    public const int MaxLogFieldsBytes = 1024;

    /// <summary>Lifecycle rules of one bucket.</summary>
    public const int MaxLifecycleRules = 1000;

    /// <summary>The document of these rules: 2 MiB.</summary>
    public const int MaxLifecycleDocumentBytes = 2 * 1024 * 1024;

    /// <summary>The name of a lifecycle rule, in characters.</summary>
    public const int MaxLifecycleIdCharacters = 255;

    /// <summary>The prefix of a lifecycle rule, in characters.</summary>
    public const int MaxLifecyclePrefixCharacters = 1023;

    /// <summary>Transitions of one lifecycle rule, and as many of older versions.</summary>
    public const int MaxLifecycleTransitions = 3;

    /// <summary>The largest size that a lifecycle rule may tell objects apart by: 5 TiB.</summary>
    public const long MaxLifecycleObjectBytes = 5L << 40;

    /// <summary>Cross-origin rules of one bucket.</summary>
    public const int MaxCorsRules = 20;

    /// <summary>Routing rules of one website.</summary>
    public const int MaxRoutingRules = 20;

    /// <summary>Headers that the condition of one routing rule asks about.</summary>
    public const int MaxRoutingRuleHeaders = 10;

    /// <summary>The fields of an upload by form before its file, names and values together: 8 MiB.</summary>
    public const int MaxFormFieldsBytes = 8 * 1024 * 1024;

    /// <summary>Fields of an upload by form.</summary>
    public const int MaxFormFields = 1000;

    /// <summary>The headers of one field of a form: 8 KiB.</summary>
    public const int MaxFormSectionHeaderBytes = 8 * 1024;

    /// <summary>Headers of one field of a form.</summary>
    public const int MaxFormSectionHeaders = 16;

    /// <summary>The boundary between the fields of a form, by RFC 2046.</summary>
    public const int MaxFormBoundaryCharacters = 70;

    /// <summary>
    /// Accounts beside the first one. So the records of all buckets and what hangs on them are read in one step, when they are checked.
    /// </summary>
    public const int MaxAccounts = 50;

    /// <summary>Access keys of one user: two, so that one can be changed for another without a gap.</summary>
    public const int MaxKeysOfUser = 2;

    /// <summary>Policies attached to one user, to one group, or to one role.</summary>
    public const int MaxPoliciesOfUser = 20;

    /// <summary>Groups that one user is in.</summary>
    public const int MaxGroupsOfUser = 50;

    /// <summary>The shortest session of a role that can be its longest, in seconds.</summary>
    public const int MinRoleSessionSeconds = 3600;

    /// <summary>The longest session of a role, in seconds: twelve hours.</summary>
    public const int MaxRoleSessionSeconds = 43_200;

    /// <summary>The policy of a session: 2 KiB of JSON.</summary>
    public const int MaxSessionPolicyBytes = 2048;

    /// <summary>What a role or a policy is for, in characters.</summary>
    public const int MaxDescriptionCharacters = 1024;

    /// <summary>The display name of a user and the comments on users and groups, in characters each.</summary>
    public const int MaxCommentsCharacters = 128;

    /// <summary>The policy that says who may assume a role: 4 KiB of JSON.</summary>
    public const int MaxTrustPolicyBytes = 4 * 1024;

    /// <summary>A policy that is attached to users and groups: 6 KiB of JSON.</summary>
    public const int MaxUserPolicyBytes = 6 * 1024;

    /// <summary>Links of one user, or of an account itself, those that ended in the last 90 days among them.</summary>
    public const int MaxLinks = 100_000;

    /// <summary>What an owner calls a link, in characters.</summary>
    public const int MaxLinkNameCharacters = 128;

    /// <summary>The Content-Disposition that a link asks for, in characters: its URL must fit into a request line.</summary>
    public const int MaxLinkDispositionCharacters = 1024;

    /// <summary>Ranges of addresses that one link is for.</summary>
    public const int MaxLinkAddresses = 32;

    /// <summary>Types of files that one link for uploads takes.</summary>
    public const int MaxLinkTypes = 32;

    /// <summary>A type of files that a link for uploads takes, in characters.</summary>
    public const int MaxMediaRangeCharacters = 128;

    /// <summary>Files that one form may send by a link for uploads.</summary>
    public const int MaxLinkFormFiles = 1000;

    /// <summary>The slowest rate of a link, in bytes a second: 30 KiB/s, as slow as a request can ask for.</summary>
    public const long MinLinkBytesPerSecond = 30 * 1024;

    /// <summary>The fastest rate of a link, in bytes a second: 100 MiB/s, as fast as a request can ask for.</summary>
    public const long MaxLinkBytesPerSecond = 100 * 1024 * 1024;

    /// <summary>Signed URLs that are denied at one time.</summary>
    public const int MaxDeniedUrls = 100_000;

    /// <summary>How far ahead the end of a link may lie: 366 days. Its URL holds for 7 and is made anew.</summary>
    public static readonly TimeSpan MaxLinkValidity = TimeSpan.FromDays(366);
}

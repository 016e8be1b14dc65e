namespace Ossa.Engine.Websites;

/// <summary>How a rule leads elsewhere.</summary>
public enum RoutingKind
{
    /// <summary>By a redirect to another address.</summary>
    External,

    /// <summary>By a redirect that is meant for a content delivery network; to others it is one like any other.</summary>
    AliCdn,

    /// <summary>To another object of the bucket, unseen by the visitor.</summary>
    Internal,
}

namespace Ossa.Engine.Websites;

/// <summary>What a bucket's own host shows to visitors: an index page, an error page, and rules that lead elsewhere.</summary>
/// <param name="Index">What is shown for a directory, or null.</param>
/// <param name="ErrorPage">What is shown for a page that is not there, or null.</param>
/// <param name="Rules">Rules in the order of their numbers; the first that a request meets counts.</param>
public sealed record Website(WebsiteIndex? Index, WebsiteErrorPage? ErrorPage, IReadOnlyList<RoutingRule> Rules);

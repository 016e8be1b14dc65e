using System.Text;
using Ossa.Server.Rpc;

namespace Ossa.Server.Operations;

/// <summary>Prints <c>docs/compatibility.md</c> from the catalogue, so that the page cannot say what the server does not do.</summary>
internal static class CompatibilityPage
{
    private const string Head = """
        # Compatibility

        What Ossa answers of the OSS API. This page is printed from the operation catalogue of the server, and a test compares the two.
        An operation that does not work yet is refused with status 501, code `NotImplemented` and its name, never silently ignored.


        """;

    private const string Actions = """
        ## RAM and STS

        Requests with `Action` and `Version` to `/` of the service host, signed in their parameters or with ACS3-HMAC-SHA256. A parameter that an action
        does not take is refused. Times of attachments are not kept, so answers leave them out, and policies have one version.

        | version | actions |
        | --- | --- |

        """;

    public static string Print()
    {
        var page = new StringBuilder(Head);
        foreach (var level in Enum.GetValues<Level>())
        {
            page.Append($"## {level}\n\n| operation | request | state |\n| --- | --- | --- |\n");
            foreach (var operation in OperationCatalogue.All.Where(operation => operation.Route.Level == level))
            {
                page.Append($"| {operation.Name} | `{operation.Route}` | {StateOf(operation)} |\n");
            }

            page.Append('\n');
        }

        page.Append(Actions);
        foreach (var service in RpcCatalogue.All.GroupBy(action => action.Version))
        {
            var names = service.Select(action => action.Name).Order(StringComparer.Ordinal);
            page.Append($"| {service.Key} | {string.Join(", ", names)} |\n");
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string StateOf(Operation operation) =>
        operation switch
        {
            PlannedOperation => "not yet",
            { Missing: { } missing } => $"works in part: {missing}",
            _ => "works",
        };
}

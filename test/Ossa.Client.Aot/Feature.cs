namespace Ossa.Client.Aot;

/// <summary>One feature of the client: the name of its method, and a run of it that throws unless all is as it should be.</summary>
internal readonly record struct Feature(string Name, Func<Task> Run);

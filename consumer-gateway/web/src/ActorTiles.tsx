import { ago, titleOf, troubledFirst, type Actor } from "./operations";

interface Properties {
  readonly actors: readonly Actor[];
  readonly now: string;
}

export function ActorTiles({ actors, now }: Properties) {
  return (
    <section aria-labelledby="actors">
      <h3 id="actors" className="unseen">Actors, and what they stand on</h3>
      <ul className="tiles">
        {troubledFirst(actors).map(actor => (
          <li key={actor.name} className={actor.state === "up" ? "tile" : "tile bad"}>
            <strong>{titleOf(actor.name)}</strong>
            <span className="state">
              <span aria-hidden="true">{actor.state === "up" ? "●" : "▲"}</span> {actor.state} for {ago(actor.since, now)}
            </span>
            {actor.problem === null ? null : <span className="problem">{actor.problem}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What /3/0 of the example client of the specification holds (LwM2M TS 1.2 Appendix F), a line a value. */
export const exampleDevice = `
  /3/0/0 String Open Mobile Alliance
  /3/0/1 String Lightweight M2M Client
  /3/0/2 String 345000123
  /3/0/3 String 1.0
  /3/0/6/0 Integer 1
  /3/0/6/1 Integer 5
  /3/0/7/0 Integer 3800
  /3/0/7/1 Integer 5000
  /3/0/8/0 Integer 125
  /3/0/8/1 Integer 900
  /3/0/9 Integer 100
  /3/0/10 Integer 15
  /3/0/11/0 Integer 0
  /3/0/13 Time 2013-05-02T10:40:15Z
  /3/0/14 String +02:00
  /3/0/16 String U`;
